"""docs/deploy-kubernetes.md: what can be followed without a cluster, is."""

import re
import subprocess
from pathlib import Path

import yaml
from testkit.containers.pods import render
from testkit.tree import ROOT

PAGE = (ROOT / "docs" / "deploy-kubernetes.md").read_text()


def commands() -> list[str]:
    """The indented command lines of the page."""
    return [line.strip() for line in re.findall(r"^ {4,}(kubectl .*)$", PAGE, re.MULTILINE)]


def test_every_folder_and_file_that_is_named_exists():
    named = set(re.findall(r"k8s/[a-z/-]+[a-z](?:\.yaml)?", PAGE))
    assert named and all((ROOT / name).exists() for name in named), named


def test_a_release_has_what_the_job_needs_before_all_the_rest(tmp_path):
    """`kubectl kustomize … > release.yaml`, then the Job and what it needs by the page's selector."""
    (line,) = [line for line in commands() if line.startswith("kubectl kustomize")]
    subprocess.run(["bash", "-c", line.replace("release.yaml", str(tmp_path / "release.yaml"))], cwd=ROOT, check=True)
    release = [document for document in yaml.safe_load_all((tmp_path / "release.yaml").read_text()) if document]
    (selector,) = re.findall(r"--selector 'app\.kubernetes\.io/name in \(([^)]*)\)'", PAGE)
    names = {name.strip() for name in selector.split(",")}
    first = {
        (document["kind"], document["metadata"]["name"])
        for document in release
        if document["metadata"].get("labels", {}).get("app.kubernetes.io/name") in names
    }
    assert first == {("ConfigMap", "django"), ("ServiceAccount", "django"), ("Job", "migrate")}
    job = next(document for document in release if document["kind"] == "Job")["spec"]["template"]["spec"]
    assert job["serviceAccountName"] == "django"
    needed = {name for source in job["containers"][0]["envFrom"] for name in (source[key]["name"] for key in source)}
    assert needed == {"django"}, "the ConfigMap, and the Secret that the page makes"
    assert any("create secret generic django" in line for line in commands())


def test_the_images_and_numbers_of_the_page_are_those_of_the_manifests():
    local = Path(ROOT / "k8s/overlays/local/kustomization.yaml").read_text()
    assert "django-bootstrap-proxy:trixie" in PAGE and "newTag: trixie" in local
    assert "django-bootstrap-example:pod" in PAGE and "newTag: pod" in local
    for folder in ("k8s/overlays/local", "k8s/overlays/production", "k8s/single"):
        for document in render(folder):
            spec = document.get("spec", {}).get("template", {}).get("spec", {})
            if "containers" in spec and "terminationGracePeriodSeconds" in spec:
                assert spec["terminationGracePeriodSeconds"] > 25, "SHUTDOWN_TIMEOUT's default"
