"""What `kubectl kustomize` renders, as real pods: podman's own reading of Kubernetes manifests."""

import json
import subprocess
from pathlib import Path

import yaml

from ..tree import ROOT
from .engine import Container, podman


def render(folder: str) -> list[dict]:
    text = subprocess.run(["kubectl", "kustomize", ROOT / folder], capture_output=True, text=True, check=True).stdout
    return [document for document in yaml.safe_load_all(text) if document]


class Cluster:
    """Pods on a network of their own, each reachable by its Deployment's name as by a Service's."""

    def __init__(self, documents: list[dict], network: str, scratch: Path):
        self.documents, self.network, self.scratch = documents, network, scratch
        self.pods: list[str] = []
        podman("network", "create", network)
        # podman takes a Secret's data as the content of a secret of its own.
        for secret in self.of("Secret"):
            file = scratch / "secret.json"
            file.write_text(json.dumps(secret["data"]))
            podman("secret", "create", secret["metadata"]["name"], file)

    def of(self, kind: str, name: str | None = None) -> list[dict]:
        found = [document for document in self.documents if document["kind"] == kind]
        return [document for document in found if name in (None, document["metadata"]["name"])]

    def play(self, name: str, port: int | None = None):
        """Starts a Deployment's pod, or a Job's; `port`: where its port 8000 is on loopback."""
        owner = (self.of("Deployment", name) or self.of("Job", name))[0]
        spec = owner["spec"]["template"]["spec"]
        for container in spec["containers"]:
            container.pop("ports", None)  # podman would publish each of them, on every address of the host
        # A pod that restarts always would start its init container again and again.
        spec.setdefault("restartPolicy", "OnFailure")
        if port is not None:
            spec["containers"][0]["ports"] = [{"containerPort": 8000, "hostPort": port, "hostIP": "127.0.0.1"}]
        pod = {
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {
                "name": name,
                "labels": owner["spec"]["template"]["metadata"]["labels"],
                # podman would remove an init container that has ended, and its log.
                "annotations": {"io.podman.annotations.init.container.type": "always"},
            },
            "spec": spec,
        }
        self._forget_what_podman_cannot(spec)
        volumes = [volume["persistentVolumeClaim"] for volume in spec.get("volumes", []) if "persistentVolumeClaim" in volume]
        claims = [claim["claimName"] for claim in volumes]
        wanted = [claim for claim in self.of("PersistentVolumeClaim") if claim["metadata"]["name"] in claims]
        known = podman("volume", "ls", "--quiet").split()
        wanted = [claim for claim in wanted if claim["metadata"]["name"] not in known]
        file = self.scratch / f"{name}.yaml"
        file.write_text(yaml.safe_dump_all([*self.of("ConfigMap"), *wanted, pod]))
        podman("kube", "play", "--network", f"{self.network}:alias={name}", file)
        self.pods.append(name)

    @staticmethod
    def _forget_what_podman_cannot(spec: dict):
        """podman 4.3 makes a healthcheck of an exec probe only."""
        for container in spec["containers"]:
            if "httpGet" in container.get("livenessProbe", {}):
                path = container["livenessProbe"]["httpGet"]["path"]
                container["livenessProbe"] = {"exec": {"command": ["proxy", "health"] + (["--live"] if path == "/livez" else [])}}

    def container(self, pod: str, name: str, port: int | None = None) -> Container:
        return Container(f"{pod}-{name}", port)

    def remove(self):
        for pod in reversed(self.pods):
            podman("pod", "stop", "--time", "40", pod, check=False)
            podman("pod", "rm", "--force", pod, check=False)
        volumes = {
            volume["name"] if "emptyDir" in volume else volume["persistentVolumeClaim"]["claimName"]
            for owner in self.of("Deployment") + self.of("Job")
            for volume in owner["spec"]["template"]["spec"].get("volumes", [])
        }
        podman("volume", "rm", "--force", *volumes, check=False)
        for secret in self.of("Secret"):
            podman("secret", "rm", secret["metadata"]["name"], check=False)
        podman("network", "rm", "--force", self.network, check=False)
