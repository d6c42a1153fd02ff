# Everything that is done to this repository. Each target brings the machine into the state that it needs (scripts/setup).

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
TOOL := go tool -modfile=tools/go.mod

# One after the other, under make -j too: setting up comes before what needs it, and quick checks before long ones.
.NOTPARALLEL:
.PHONY: help demo test test-short lint build bench mutants stability setup clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: setup build ## judge a right and a wrong answer to each of two problems
	scripts/demo

test: ## everything: lint, and all tests, containers and race detector included
	scripts/setup --tests
	$(MAKE) lint
	JUDGE_REQUIRE_CONTAINERS=1 scripts/test -race ./...

test-short: ## the tests that need no container
	go test -short ./...

lint: ## go vet, gofmt, golangci-lint, and shellcheck where it is installed
	go vet ./...
	@unformatted=$$(gofmt -l .); [ -z "$$unformatted" ] || { echo "run gofmt -w on:" $$unformatted; exit 1; }
	$(TOOL) golangci-lint run
	@if command -v shellcheck >/dev/null; then shellcheck scripts/setup scripts/demo scripts/test scripts/bench scripts/images/* .ci/run ci/github; \
	else echo "shellcheck is not installed, so the scripts are not checked"; fi

build: ## bin/judge, one static file
	CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags '-s -w -X main.version=$(VERSION)' -o bin/judge ./cmd/judge

bench: setup ## the benchmarks, as a table in docs/bench.md
	scripts/bench

mutants: setup build ## check all problems that ship, and how many small mistakes in right solutions their cases find (minutes)
	bin/judge verify

stability: setup build ## judge all that ships 200 times, two submissions for each core at a time (hours; goes on where it was ended)
	bin/judge verify --mutants=false --repeat $${JUDGE_ROUNDS:-200} --jobs $$((2 * $$(nproc)))

setup: ## install what is missing: an engine, images (JUDGE_SETUP=none forbids it)
	scripts/setup

clean: ## remove what was built here
	rm -rf bin build
