"""`make check`: what can be judged without running the software's own tests."""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HELHET = [sys.executable, "-m", "helhet.config.cli"]


def typed_files() -> list[str]:
    """Where mypy is strict. Everything else leans on Django, whose types would cost more than they find."""
    folders = [ROOT / "src/helhet/kernel", ROOT / "src/helhet/knowledge"]
    return [str(path) for path in [*folders, *(ROOT / "src/helhet").glob("*/rules.py")]]


CHECKS = {
    "style": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy", *typed_files()],
    "tiers": ["lint-imports"],
    "templates": [sys.executable, "scripts/check_templates.py"],
    "sizes": [sys.executable, "scripts/check_sizes.py"],
    "migrations": [*HELHET, "manage", "makemigrations", "--check", "--dry-run"],
}


# Counts only once `helhet docs` is there; then it belongs in CHECKS.
DOCUMENTS = {"documents": [*HELHET, "docs", "--check"]}


def has_command(name: str) -> bool:
    return subprocess.run([*HELHET, name, "--help"], capture_output=True, check=False).returncode == 0


def main() -> int:
    checks = CHECKS | (DOCUMENTS if has_command("docs") else {})
    failed = [name for name, command in checks.items() if not passes(name, command)]
    print(f"\nChecks: {len(checks) - len(failed)} passed, {len(failed)} failed {' '.join(failed)}".rstrip())
    return int(bool(failed))


def passes(name: str, command: list[str]) -> bool:
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    print(f"{name:<11} {'FAILED' if done.returncode else 'ok':<7} {time.monotonic() - started:.1f} s", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
