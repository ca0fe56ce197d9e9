"""Values and templates of the shell, without a browser."""

import re
from datetime import UTC, date, datetime

import pytest
from django.contrib.staticfiles import finders
from django.forms import CharField, Form
from django.http import Http404
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import override_settings

from sahih.kernel.policy import Refused, Verdict
from sahih.web.ui import akun, bundle, errors, galeri, words
from sahih.web.ui.parts import Badge, Cell, Fact, Step, Table, Task, Tone, Upload
from sahih.web.ui.tones import tone_of

pytestmark = pytest.mark.urls("sahih.web.ui.tests.urls")


class OneForm(Form):
    nama = CharField(label="Nama lengkap", help_text="Seperti pada KTP.")


def test_words_of_numbers_and_dates_read_as_in_indonesia() -> None:
    moment = datetime(2026, 11, 20, 2, 42, tzinfo=UTC)

    seen = (
        words.rupiah(27_000_000),
        words.rupiah(-500),
        words.tanggal(date(2026, 5, 3)),
        words.tanggal_panjang(date(2026, 11, 20)),
        words.pukul(moment),
    )

    assert seen == ("Rp27.000.000", "−Rp500", "3 Mei 2026", "Jumat, 20 November 2026", "09.42")


def test_date_of_an_instant_is_that_of_the_zone() -> None:
    late_in_utc = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)

    assert words.tanggal(late_in_utc) == "21 Nov 2026"


@pytest.mark.parametrize(
    ("user_agent", "seen"),
    [
        (
            "Mozilla/5.0 (Linux; Android 12; SM-A125F) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
            "Chrome di Android",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1", "Safari di iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36 Edg/120.0", "Edge di Windows"),
        ("curl/8", "Peramban lain di perangkat lain"),
    ],
)
def test_device_of_a_user_agent_is_named_shortly(user_agent: str, seen: str) -> None:
    assert words.device(user_agent) == seen


def test_tone_of_states_is_known_and_unknown_stays_neutral() -> None:
    states = ("kompeten", "belum_kompeten", "diajukan", "berlangsung", "draf")

    assert [tone_of(state) for state in states] == [Tone.OK, Tone.NO, Tone.WAIT, Tone.INFO, Tone.NEUTRAL]


def test_badge_of_a_state_speaks_its_word_and_wears_its_tone() -> None:
    html = render_to_string("ui/badge.html", {"state": "belum_kompeten"})

    assert html.strip() == '<span class="tag no ">Belum kompeten</span>'


def test_task_list_escapes_what_people_typed() -> None:
    html = render_to_string(
        "ui/tasks.html", {"tasks": [Task("<b>Tinjau</b>", "/x/", "a & b", Badge("2 hari", Tone.WAIT))]}
    )

    assert "&lt;b&gt;Tinjau&lt;/b&gt;" in html
    assert "a &amp; b" in html


def test_journey_marks_the_step_now_for_ears_and_eyes() -> None:
    html = render_to_string(
        "ui/journey.html", {"steps": [Step("Diterima", state="done"), Step("Asesmen", state="now")]}
    )

    assert re.findall(r'<li class="(\w+)" aria-current="(\w+)"', html) == [("done", "false"), ("now", "step")]
    assert re.findall(r'class="sr">, ([^<]+)<', html) == ["selesai", "langkah sekarang"]


def test_table_with_a_row_too_short_is_refused() -> None:
    table = Table("Daftar", ("Nama", "Skema"), [[Cell("Rini")]])

    with pytest.raises(ValueError, match="zip"):
        _ = table.labelled_rows


def test_upload_describes_itself_by_help_and_error() -> None:
    upload = Upload("ktp", "KTP", "Foto atau PDF.", errors=["Berkas ini kosong (0 byte). Pilih berkas lain."])

    html = render_to_string("ui/upload.html", {"upload": upload})

    assert 'aria-describedby="id_ktp_help id_ktp_error"' in html
    assert 'id="id_ktp_error"' in html


def test_field_with_error_binds_message_and_help() -> None:
    html = render_to_string("ui/form.html", {"form": OneForm({"nama": ""})})

    assert 'aria-describedby="id_nama_helptext id_nama_error"' in html
    assert html.count('id="id_nama_error"') == 1
    assert '<a href="#id_nama">Nama lengkap: ' in html


@pytest.mark.parametrize(
    ("verdict", "shown"),
    [
        (Verdict(allowed=True), "<button"),
        (Verdict(allowed=False, reason="Hanya komite."), '<p class="refusal">Hanya komite.'),
    ],
)
def test_act_shows_button_or_the_reason_of_the_policy(verdict: Verdict, shown: str) -> None:
    assert shown in render_to_string("ui/act.html", {"verdict": verdict, "label": "Putuskan"})


def test_bundle_holds_every_source_once_and_no_import() -> None:
    script, styles = bundle.js(), bundle.css()

    assert "import " not in script
    assert "export " not in script
    assert styles.startswith("@layer reset, tokens, base, layout, components, utilities, print;")
    assert styles.index("@layer components {") > styles.index("@layer layout {")


def test_bundle_names_at_top_level_are_used_once() -> None:
    names = re.findall(r"^(?:const|let|class|function) (?:\[)?([\w, ]+)", bundle.js(), re.MULTILINE)
    single = [name.strip() for group in names for name in group.split(",")]

    assert sorted(single) == sorted(set(single))


def test_script_sources_stay_under_100_lines() -> None:
    assert [path.name for path in bundle.js_sources() if len(path.read_text("utf-8").splitlines()) >= 100] == []


def test_finder_offers_both_bundles_and_nothing_else() -> None:
    assert finders.find(bundle.CSS)
    assert finders.find(bundle.JS)
    assert finders.find("sahih/tidak-ada.css") is None


def test_error_page_of_a_refusal_tells_the_reason(rf: RequestFactory) -> None:
    response = errors.forbidden(rf.get("/"), Refused("Hanya anggota komite teknis."))

    assert response.status_code == 403
    assert "Hanya anggota komite teknis." in response.content.decode()


def test_unavailable_page_asks_to_come_back(rf: RequestFactory) -> None:
    response = errors.unavailable(rf.get("/"))

    assert (response.status_code, response["Retry-After"]) == (503, "120")


def test_gallery_in_production_does_not_exist(rf: RequestFactory) -> None:
    with override_settings(SAHIH_ENV="production"):
        for open_page in (galeri.galeri, lambda request: galeri.galeri_part(request, "asesi")):
            with pytest.raises(Http404):
                open_page(rf.get("/galeri/"))


@pytest.mark.parametrize(
    ("tags", "kind"),
    [(["danger", "delete"], "danger"), (["outline", "primary"], "plain"), (["tool", "edit"], "plain small"), ([], "")],
)
def test_button_kind_follows_the_tags_of_allauth(tags: list[str], kind: str) -> None:
    assert akun.button_kind(tags) == kind


def test_several_notes_of_a_fact_stand_on_lines_of_their_own() -> None:
    """What two reviewers ask of one draft is two things to mend; markup that was typed stays text."""
    said = [Fact("Diminta peninjau", "Unit 3 keliru.\nBiaya <b>kosong</b>.", href="/x/"), Fact("Minta", 3)]

    drawn = render_to_string("ui/facts.html", {"facts": said})
    note = render_to_string("ui/note.html", {"text": "Unit 3 keliru.\nBiaya kosong."})

    assert '<a href="/x/">Unit 3 keliru.<br>Biaya &lt;b&gt;kosong&lt;/b&gt;.</a>' in drawn
    assert "<dd>3</dd>" in drawn
    assert "<p>Unit 3 keliru.<br>Biaya kosong.</p>" in note
