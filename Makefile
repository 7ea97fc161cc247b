# Samtal: every command of the README. `make check` is exactly what CI checks.
export CGO_ENABLED = 0
GO ?= go
NPM ?= $(shell npm --version 2>/dev/null | grep -qE '^1[1-9]' && echo npm || echo npx --yes npm@11)

.PHONY: check test web

web/node_modules/.package-lock.json: web/package-lock.json
	@echo "== web: packages"
	cd web && $(NPM) ci --no-audit --no-fund

web: web/node_modules/.package-lock.json
	@echo "== web: build"
	cd web && $(NPM) run build

check: web/node_modules/.package-lock.json
	@echo "== gofmt"
	@test -z "$$(gofmt -l cmd content core edge service web/*.go internal 2>/dev/null)" || { gofmt -l cmd content core edge service; exit 1; }
	@echo "== go vet"
	$(GO) vet ./...
	@echo "== web: types"
	cd web && $(NPM) run check

test: web/node_modules/.package-lock.json
	@echo "== go test"
	$(GO) test ./...
	@echo "== web: test"
	cd web && $(NPM) test
