# Every target is a script in scripts/: read on there. `make` alone says what there is.
.DEFAULT_GOAL := help
.PHONY: help run test check check-manifests docs images test-containers test-projects test-chaos bench bench-overhead bench-health bench-start clean

help: ## Say what can be made
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Serve the example project at http://127.0.0.1:8000 until Ctrl-C
	@exec bash scripts/run.sh

test: ## Run every test: the example's, Swift's, the end-to-end ones
	@exec bash scripts/test.sh

check: ## Lint everything, and build with warnings as errors
	@exec bash scripts/check.sh

check-manifests: ## Read the Kubernetes manifests, compose files, workflows, Dockerfiles and Nginx files
	@exec bash scripts/check-manifests.sh

images: ## Build the images and the example on them, with podman
	@exec bash scripts/images.sh

test-containers: ## Test the images as real containers, pods and compose services
	@exec bash scripts/test-containers.sh

test-projects: ## Bring real projects as they are: init, build, run, log in, upload, stop; PROJECT=NAME for one
	@exec bash scripts/test-projects.sh $(if $(PROJECT),-k $(PROJECT))

test-chaos: ## Kill, freeze and starve running stacks under load, and count every request; ROUNDS=5, CHAOS=--short
	@exec bash scripts/test-chaos.sh --rounds $(or $(ROUNDS),1) $(CHAOS)

docs: ## Write docs/reference/environment.md anew from the settings' declarations
	@swift build --product app-runner && .build/debug/app-runner env --markdown > docs/reference/environment.md

bench-overhead: ## Measure the memory and the system calls of idle runners
	@exec bash scripts/bench-overhead.sh

bench-health: ## Measure `celery-runner health` beside `celery inspect ping`
	@exec bash scripts/bench-health.sh

bench-start: ## Measure the time from a start to the first 200; BASE=FOLDER compares with programs of another build
	@exec bash scripts/bench-start.sh

bench: bench-overhead bench-health bench-start ## Every measurement

clean: ## Remove all that was built, and the data of `make run`
	@exec bash scripts/clean.sh
