# The one list of commands. Each brings what it needs on a fresh machine with Python 3.11 or newer.
# PORT and YIMEN_VAR (the folder of all data, default ./var) let two copies run side by side.
PYTHON ?= $(shell command -v python3 || command -v python3.13 || command -v python3.12 || command -v python3.11)
BOOTSTRAP = @test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更高版本 / Yimen needs Python 3.11 or newer" >&2; exit 1; }; exec "$(PYTHON)" tools/bootstrap.py
export PORT HOST YIMEN_VAR NAME ROW

.PHONY: help up test check bench laws new-module screenshots
.DEFAULT_GOAL := help

help: ## 列出命令 / this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 22

up: ## 启动一门, Ctrl-C 停止 / start Yimen; Ctrl-C stops it, the data stays
	$(BOOTSTRAP) up

test: ## 全部检查与测试, 含浏览器 / everything: lint, types, boundaries, laws, tests, journeys in Chromium
	$(BOOTSTRAP) test

check: ## 同上, 不含浏览器 / the same without the journeys
	$(BOOTSTRAP) check

bench: ## 基准, NAME=acts / a benchmark, NAME=acts
	$(BOOTSTRAP) bench

laws: ## 更新已提交的对照表 / refresh the committed tables of the law tests
	$(BOOTSTRAP) laws

new-module: ## 新模块, NAME=... ROW=... / a new module, NAME=... ROW="the neighbour in its row, or above:<module>"
	$(BOOTSTRAP) new-module

screenshots: ## 重拍截图 / make the screenshots of the README again
	$(BOOTSTRAP) screenshots
