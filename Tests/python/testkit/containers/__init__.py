"""Containers, images and pods as podman runs them, and the sites in them as a visitor sees them."""
