import re
from pathlib import Path

import sahih
from sahih.cli.worker import import_tasks
from sahih.kernel.jobs import JOBS


def test_worker_knows_every_job_of_the_source() -> None:
    sources = [path for path in Path(sahih.__file__).parent.rglob("*.py") if "tests" not in path.parts]
    said = {name for path in sources for name in re.findall(r'^@job\("([^"]+)"', path.read_text("utf-8"), re.MULTILINE)}

    import_tasks()

    assert said
    assert said <= JOBS.keys()
