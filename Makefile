# Everything a person types. `./up` does the setting up; see `make help`.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
export PORT

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

demo: ## Set everything up and start Helhet at http://127.0.0.1:8000 (PORT=… for another)
	@./up run helhet demo

test: ## All tests: SQLite, PostgreSQL, browser on both
	@./up test
	@./up run python scripts/run_tests.py

check: ## Style, types, tiers, templates, migrations, generated documents, sizes
	@./up test
	@./up run python scripts/run_checks.py

bench: ## Measurements
	@./up test
	@./up run python -m bench

screenshots: ## Make docs/screenshots/ again, from a running demo
	@./up test
	@./up run python scripts/screenshot.py

clean: ## Remove what was installed or computed; var/ (your data) stays
	rm -rf .venv .venv-tools .up node_modules build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.PHONY: help demo test check bench screenshots clean
