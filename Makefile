# Samtal: every command of the README. `make check` is exactly what CI checks.
export CGO_ENABLED = 0
GO ?= go
ARGS ?=
NPM ?= $(shell npm --version 2>/dev/null | grep -qE '^(1[1-9]|[2-9][0-9])\.' && echo npm || echo npx --yes npm@11)

# what the screens are built from, and what `go build` embeds of them
SCREENS := $(shell find web -path web/node_modules -prune -o -path web/dist -prune -o -type f \( -name '*.ts' -o -name '*.svelte' -o -name '*.css' -o -name '*.html' -o -name '*.json' -o -name '*.js' -o -name '*.svg' -o -name '*.png' -o -name '*.webmanifest' \) ! -name '*.test.ts' -print)
PACKAGES := web/node_modules/.package-lock.json
BUILT := web/dist/widget.js

.PHONY: run build test check web services node chromium

run: build
	@echo "== run"
	@exec bin/samtal demo $(ARGS)

build: $(BUILT)
	@echo "== bin/samtal"
	$(GO) build -o bin/samtal ./cmd/samtal

# one line for an old or missing Node, instead of a page of npm's
node:
	@node -e 'const [a,b]=process.versions.node.split(".").map(Number);process.exit(a>20||a===20&&b>=19?0:1)' 2>/dev/null || { \
		echo "Node 20.19 or newer is needed for the screens; this machine has $$(node --version 2>/dev/null || echo none). See https://nodejs.org" >&2; exit 1; }

$(PACKAGES): web/package-lock.json | node
	@echo "== web: packages"
	cd web && $(NPM) ci --no-audit --no-fund
	@touch $@

$(BUILT): $(PACKAGES) $(SCREENS) | node
	@echo "== web: build"
	cd web && $(NPM) run build

web: $(BUILT)

check: $(PACKAGES) | node
	@echo "== gofmt"
	@bad=$$(gofmt -l $$(find . -name '*.go' -not -path './web/node_modules/*' -not -path './tmp/*')); test -z "$$bad" || { echo "$$bad"; exit 1; }
	@echo "== go vet"
	$(GO) vet ./...
	@echo "== floors"
	$(GO) test -count=1 .
	@echo "== content"
	$(GO) run ./cmd/samtal check --tests
	@echo "== web: types"
	cd web && $(NPM) run check

# Chromium for the browser tests: what is there, or what the system may install
chromium:
	@scripts/chromium

test: $(BUILT) chromium
	@echo "== web: test"
	cd web && $(NPM) test
	@echo "== go test"
	CHROMIUM="$$(scripts/chromium --path)" $(GO) test -timeout 40m ./...
	@echo "== bin/samtal, for the journeys"
	$(GO) build -o bin/samtal ./cmd/samtal
	@echo "== web: the widget in a browser, and journeys against the program"
	@chromium="$$(scripts/chromium --path)"; if [ -n "$$chromium" ]; then cd web && CHROMIUM="$$chromium" $(NPM) run browser; \
		else echo "skipped: there is no Chromium; enable it with: apt-get install chromium"; fi

services:
	@exec scripts/services

.PHONY: mutants
mutants: # takes each protection away and shows which test notices
	$(GO) run ./scripts/mutants

.PHONY: bench
bench: build # measures the program from outside and writes docs/bench.md
	$(GO) run ./scripts/bench -bin bin/samtal -out docs/bench.md

.PHONY: bench-cost
bench-cost: build # what one message costs in processor time; comparable on a busy machine too
	$(GO) run ./scripts/bench -bin bin/samtal -cost 3000

.PHONY: understanding
understanding: # measures the reading and writes docs/understanding.md
	$(GO) run ./scripts/understanding -out docs/understanding.md
