"""The embedded database: made, shared, killed and recovered, as root and as an ordinary user."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from sahih.kernel.postgres import Cluster, Endpoints, PostgresError
from sahih.kernel.postgres.postmaster import read_postmaster

IS_ROOT = os.geteuid() == 0
needs_root = pytest.mark.skipif(not IS_ROOT, reason="only root can lend PostgreSQL another user")


def one(url: str, query: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(query).fetchone()
    assert row is not None
    return row[0]


def pid_of(cluster: Cluster) -> int:
    found = read_postmaster(cluster.data)
    assert found is not None
    return found.pid


def _pretend_data(cluster: Cluster, *, owner: str | None) -> None:
    """A data folder that looks whole to a launcher, which refuses it before PostgreSQL looks closer."""
    cluster.data.mkdir(parents=True, mode=0o700)
    (cluster.data / "PG_VERSION").write_text("18\n", "utf-8")
    if owner:
        shutil.chown(cluster.data, owner)


def until_gone(cluster: Cluster) -> None:
    deadline = time.monotonic() + 10
    while cluster.running() and time.monotonic() < deadline:
        time.sleep(0.02)


def test_first_start_makes_database_and_two_bound_roles(var: Path) -> None:
    endpoints = Cluster(var).start()

    assert one(endpoints.app_url, "SELECT current_user || '@' || current_database()") == "sahih_app@sahih"
    assert one(endpoints.owner_url, "SELECT current_user || '@' || current_database()") == "sahih_owner@sahih"
    roles = "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'sahih_%' AND NOT rolsuper AND NOT rolbypassrls"
    assert one(endpoints.admin_url, roles) == 2


def test_start_uses_checksums_utf8_and_durable_commits(var: Path) -> None:
    admin = Cluster(var).start().admin_url

    names = ("data_checksums", "server_encoding", "synchronous_commit", "fsync", "listen_addresses")
    assert [one(admin, f"SHOW {name}") for name in names] == ["on", "UTF8", "on", "on", ""]
    assert one(admin, "SELECT lower('ÀÉ')") == "àé"


def test_start_twice_keeps_the_running_server(cluster: Cluster) -> None:
    first = cluster.start()
    pid = pid_of(cluster)

    second = Cluster(cluster.var).start()

    assert (second, pid_of(cluster)) == (first, pid)


def test_start_after_kill_9_recovers_committed_rows(cluster: Cluster) -> None:
    endpoints = cluster.start()
    with psycopg.connect(endpoints.owner_url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
    os.kill(pid_of(cluster), signal.SIGKILL)
    until_gone(cluster)

    again = Cluster(cluster.var).start()

    assert one(again.owner_url, "SELECT n FROM kept") == 7


def test_start_with_pid_of_another_program_in_pid_file_succeeds(cluster: Cluster) -> None:
    cluster.start()
    os.kill(pid_of(cluster), signal.SIGKILL)
    until_gone(cluster)
    stale = cluster.data / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{cluster.data}\n", "utf-8")

    endpoints = Cluster(cluster.var).start()

    assert one(endpoints.app_url, "SELECT 1") == 1


def test_stop_ends_a_server_another_process_started(cluster: Cluster) -> None:
    cluster.start()

    assert Cluster(cluster.var).stop()
    assert not cluster.running()
    assert not Cluster(cluster.var).stop()


def test_last_user_stops_the_server_and_not_the_first(cluster: Cluster) -> None:
    with cluster.using():
        with Cluster(cluster.var).using():
            pass
        running_after_the_first_left = cluster.running()

    assert (running_after_the_first_left, cluster.running()) == (True, False)


def test_kept_server_outlives_its_users(cluster: Cluster) -> None:
    cluster.start(keep=True)

    with cluster.using():
        pass

    assert cluster.running()


def test_server_orphaned_by_a_killed_user_is_taken_over_and_stopped(cluster: Cluster) -> None:
    script = (
        "import sys, pathlib, time; from sahih.kernel.postgres import Cluster\n"
        "with Cluster(pathlib.Path(sys.argv[1])).using(): print('on', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script, cluster.var], stdout=subprocess.PIPE, text=True) as user:
        assert user.stdout is not None
        assert user.stdout.readline() == "on\n"
        user.kill()
    orphaned = cluster.running()

    with cluster.using():
        pass

    assert (orphaned, cluster.running()) == (True, False)


def test_socket_and_passwords_are_private(shared_cluster: Cluster) -> None:
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in (shared_cluster.home / "socket", shared_cluster.data, *(shared_cluster.var / "secrets").iterdir())
    }
    assert modes == {
        "socket": 0o700,
        "data": 0o700,
        "postgres_sahih_admin": 0o600,
        "postgres_sahih_owner": 0o600,
        "postgres_sahih_app": 0o600,
    }


def test_wrong_password_is_refused(shared_cluster: Cluster) -> None:
    endpoints = shared_cluster.endpoints()
    (password,) = [(shared_cluster.var / "secrets" / "postgres_sahih_app").read_text("utf-8")]

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(endpoints.app_url.replace(password, "guess"))


def test_secrets_of_another_cluster_are_named_as_the_reason(cluster: Cluster) -> None:
    cluster.start()
    cluster.stop()
    (cluster.var / "secrets" / "postgres_sahih_admin").write_text("of another cluster", "utf-8")

    with pytest.raises(PostgresError, match="bukan milik data"):
        cluster.start()


def test_long_path_gets_a_short_private_socket_folder(var: Path) -> None:
    deep = var / ("folder-" * 12) / ("of-somebody-" * 6)
    cluster = Cluster(deep)

    try:
        endpoints = cluster.start()
        short = Path((cluster.home / "socket.path").read_text("utf-8"))
        assert one(endpoints.app_url, "SELECT 1") == 1
        assert stat.S_IMODE(short.stat().st_mode) == 0o700
        assert cluster.stop()
        short.rmdir()
        assert one(Cluster(deep).start().app_url, "SELECT 1") == 1
    finally:
        cluster.stop()


def test_interrupted_creation_is_begun_anew(var: Path) -> None:
    half = var / "postgres" / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n", "utf-8")

    endpoints = Cluster(var).start()

    assert one(endpoints.app_url, "SELECT 1") == 1


def test_data_of_another_major_version_is_refused_in_a_sentence(cluster: Cluster) -> None:
    _pretend_data(cluster, owner="nobody" if IS_ROOT else None)
    (cluster.data / "PG_VERSION").write_text("16\n", "utf-8")

    with pytest.raises(PostgresError, match=r"ditulis PostgreSQL 16, sedangkan yang terpasang 18; .*sahih restore"):
        cluster.start()


@needs_root
def test_root_lends_postgres_another_user(shared_cluster: Cluster) -> None:
    assert pwd.getpwuid(Path(f"/proc/{pid_of(shared_cluster)}").stat().st_uid).pw_name == "nobody"


@needs_root
def test_root_with_unreachable_path_is_refused_in_a_sentence(var: Path) -> None:
    hidden = var / "hidden"
    hidden.mkdir(mode=0o700)

    with pytest.raises(PostgresError, match=r"Pengguna nobody, .* tidak dapat mencapai .*hidden.*SAHIH_VAR"):
        Cluster(hidden / "var").start()


@needs_root
def test_root_refuses_data_owned_by_root(cluster: Cluster) -> None:
    _pretend_data(cluster, owner="root")

    with pytest.raises(PostgresError, match="milik root"):
        cluster.start()


def _as_nobody(var: Path) -> str:
    """Start and stop as an unprivileged user, who shares nothing with root but the code."""
    script = (
        "import sys, pathlib; from sahih.kernel.postgres import Cluster, PostgresError\n"
        "cluster = Cluster(pathlib.Path(sys.argv[1]))\n"
        "try: cluster.start(); cluster.stop(); print('started and stopped')\n"
        "except PostgresError as error: print(error)"
    )
    nobody = pwd.getpwnam("nobody")
    done = subprocess.run(
        [_reachable_python(nobody.pw_uid), "-c", script, var], user=nobody.pw_uid, group=nobody.pw_gid,
        extra_groups=[], cwd="/", env={"PYTHONPATH": ":".join(sys.path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if not done.stdout:
        pytest.skip(f"the installed packages are out of reach for nobody: {done.stderr[-200:]}")
    return done.stdout.strip()


def _reachable_python(uid: int) -> str:
    """This interpreter, or the system's of the same version where ours lies in root's home."""
    system = f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}"
    for candidate in (sys.executable, system):
        try:
            subprocess.run([candidate, "-c", ""], user=uid, extra_groups=[], cwd="/", check=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        return candidate
    pytest.skip("no interpreter of this version is within reach for nobody")


@needs_root
def test_ordinary_user_starts_and_stops(var: Path) -> None:
    os.chown(var, pwd.getpwnam("nobody").pw_uid, -1)

    assert _as_nobody(var) == "started and stopped"


@needs_root
def test_ordinary_user_in_a_folder_of_root_is_refused_in_a_sentence(var: Path) -> None:
    said = _as_nobody(var)

    assert said.startswith("Tidak boleh menulis di")
    assert "SAHIH_VAR" in said


@pytest.mark.skipif(IS_ROOT, reason="root is never the one who runs postgres")
def test_own_user_runs_postgres(shared_cluster: Cluster) -> None:
    assert Path(f"/proc/{pid_of(shared_cluster)}").stat().st_uid == os.geteuid()


def test_endpoints_never_print_their_passwords(shared_cluster: Cluster) -> None:
    endpoints: Endpoints = shared_cluster.endpoints()

    assert "postgresql://" not in repr(endpoints)
