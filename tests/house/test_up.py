"""./up, on a machine where it has already run."""

import subprocess
import time


def up(root, *arguments):
    return subprocess.run([root / "up", *arguments], cwd="/", capture_output=True, text=True, check=False)


def test_second_time_does_nothing_and_is_quick(root):
    up(root)
    started = time.monotonic()
    done = up(root)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert time.monotonic() - started < 2


def test_run_keeps_output_clean_passes_the_exit_code_and_stays_where_we_are(root):
    done = up(root, "run", "sh", "-c", "pwd; exit 7")
    assert (done.returncode, done.stdout, done.stderr) == (7, "/\n", "")


def test_run_finds_our_command(root):
    assert up(root, "run", "helhet", "--help").stdout.startswith("så här: helhet")


def test_unknown_verb_shows_the_verbs(root):
    done = up(root, "nonsense")
    assert done.returncode == 2
    assert "./up run CMD" in done.stderr
