"""The README's curl lines, against the service on its embedded defaults."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

from conftest import ROOT, need
from servers import served

BLOCK = re.compile(r"<!-- curl -->\n```sh\n(.*?)```", re.DOTALL)


def test_the_curl_lines_of_the_readme_are_answered(tmp_path: Path) -> None:
    """Each with success, by the server that the README starts."""
    need(shutil.which("curl"), "curl")
    (block,) = BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    lines = block.strip().splitlines()
    assert len(lines) == 10
    answers = []
    with served(tmp_path / "data") as server:
        for line in lines:
            command = [*shlex.split(line.replace("127.0.0.1:8000", f"127.0.0.1:{server.port}")), "-f", "-w", "\n%{http_code}"]
            ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            assert ran.returncode == 0, (line, ran.stdout, ran.stderr)
            answers.append(ran.stdout)
    assert '"license_required"' in answers[1]
    assert '"order-4711"' in answers[1]
    assert '"no_control_found"' in answers[2]
    assert '"hypothetical":true' in answers[3]
    assert answers[4].endswith("202")
    assert '"T-1"' in answers[5]
    assert "nvidia-h100" in answers[6]
    assert "Inspur" in answers[7]
    assert re.search("[가-힣]", answers[8])
    assert "embedded" in answers[9]
