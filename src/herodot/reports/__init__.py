"""From files, folders and manifests to publications: what stands in them, and where they are from."""
