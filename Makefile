# make run    serve the portal, with everything it needs, on 127.0.0.1:$PORT (8000)
# make test   run every test, browser journeys included
# make check  look for faults without running anything; `make fix` mends what a machine can
# make bench  measure pages with 840 places; `SIZE=146000 make bench` with those of the whole country,
#             `ONLY="open data" make bench` what has these words in its name
# make audit  put the open pages, calendars, workbooks and the API before checkers from outside (needs Java, LibreOffice)
# make lock   write requirements.lock anew from pyproject.toml

PYTHON := .venv/bin/python
CODE := kayoiba directory pantry tests manage.py

.PHONY: run test check fix bench audit lock environment

# setpriv: should make be killed, the server is told to stop.
run: environment
	@exec setpriv --pdeathsig TERM $(PYTHON) manage.py serve

test: environment
	@$(PYTHON) -m tests.browser
	@$(PYTHON) -m pytest -q -n 2 --dist loadscope

check: environment
	$(PYTHON) -m ruff check $(CODE)
	$(PYTHON) -m ruff format --check $(CODE)
	$(PYTHON) -m djlint --check --lint --quiet templates
	$(PYTHON) -m mypy
	.venv/bin/lint-imports
	$(PYTHON) manage.py makemigrations --check --dry-run
	KAYOIBA_ENV=production ALLOWED_HOSTS=kayoiba.example SECRET_KEY=$$(head -c 50 /dev/urandom | base64 -w 0) \
	  $(PYTHON) manage.py check --deploy --fail-level WARNING
	@echo "いちばん長いファイル:"
	@git ls-files '*.py' '*.html' '*.css' '*.js' | tr '\n' '\0' | xargs -0 wc -l | grep -v ' total$$' | sort -rn | head -10

fix: environment
	$(PYTHON) -m ruff check --fix $(CODE)
	$(PYTHON) -m ruff format $(CODE)
	$(PYTHON) -m djlint --reformat --quiet templates || true

bench: environment
	@$(PYTHON) -m tests.bench

audit: environment
	@DJANGO_SETTINGS_MODULE=kayoiba.settings $(PYTHON) -W error -m tests.audit

lock: environment
	.venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --no-emit-index-url --group dev pyproject.toml --output-file requirements.lock

environment:
	@sh kayoiba/bootstrap.sh
