"""Bytes kept under a key, on a path or an S3-like URL: one protocol, one file per backend."""

from almpo.evidence.blobs.base import Blobs
from almpo.evidence.blobs.path import PathBlobs

__all__ = ["Blobs", "PathBlobs", "open_blobs"]


def open_blobs(url: str) -> Blobs:
    """Blobs in a folder, or at a URL that fsspec knows (s3://bucket/prefix). Raises StoreError."""
    if "://" in url:
        from almpo.evidence.blobs.remote import RemoteBlobs

        return RemoteBlobs(url)
    return PathBlobs(url)
