# make demo: set up, lint the sample submission, write the memo. make test: everything CI checks.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test setup lint unit docs bench fuzz clean

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@echo "正在准备运行环境（$(VENV)），首次约需一两分钟……"
	@$(PYTHON) -c 'import sys; sys.exit("需要 Python 3.11 及以上版本") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python -m compileall -q perflint
	@touch $@

demo: setup
	@mkdir -p demo
	$(BIN)/perflint lint corpora/samples/qingyuan.docx --fail-on never -o memo=demo/审核意见.docx -o html=demo/审查报告.html
	@echo
	@echo "示例文件 corpora/samples/qingyuan.docx 已审查，上面是全部问题。结果存在："
	@echo "  审核意见（用 Word 或 WPS 打开）：demo/审核意见.docx"
	@echo "  审查报告（用浏览器打开）：demo/审查报告.html"

test: setup lint unit

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: setup
	$(BIN)/python -m pytest -n auto

docs: setup
	$(BIN)/python -m perflint.reports.pages docs
	$(BIN)/perflint eval corpora/labelled --format markdown > docs/quality.md

bench: setup
	$(BIN)/python benchmarks/linting.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/reconciliation.py

fuzz: setup
	$(BIN)/python benchmarks/fuzz.py --seconds 120

clean:
	rm -rf $(VENV) demo dist build
