"""Reads a publication as any TUF client would: python-tuf checks every signature, version and digest.

Called with the publication's folder and a folder of its own; the pinned root is the publication's first. Prints, for
each station that it finds in the lists, the digest of its index, and for each of its weeks that of its package.
"""

import hashlib
import json
import pathlib
import sys
import urllib.parse

from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import FetcherInterface, Updater


class Folder(FetcherInterface):
    """Takes file: addresses from the folder."""

    def _fetch(self, url):
        path = pathlib.Path(urllib.parse.unquote(urllib.parse.urlparse(url).path))
        if not path.is_file():
            raise DownloadHTTPError("not found", 404)
        return iter([path.read_bytes()])


def main():
    publication, own = (pathlib.Path(arg).resolve() for arg in sys.argv[1:3])
    own.mkdir(parents=True)
    base = publication.as_uri()
    updater = Updater(
        metadata_dir=str(own / "metadata"),
        metadata_base_url=f"{base}/metadata/",
        target_dir=str(own),
        target_base_url=f"{base}/targets/",
        fetcher=Folder(),
        bootstrap=(publication / "metadata/1.root.json").read_bytes(),
    )
    updater.refresh()
    for station in sys.argv[3:]:
        found = updater.get_targetinfo(f"{station}.json")
        if found is None:
            print(station, "-")
            continue
        index = pathlib.Path(updater.download_target(found)).read_bytes()
        print(station, hashlib.sha256(index).hexdigest())
        for week in json.loads(index)["weeks"]:
            digest = week["package"]["sha256"]
            package = (publication / "objects" / digest[:2] / f"{digest}.json").read_bytes()
            print(station, week["week"], week["revision"], hashlib.sha256(package).hexdigest() == digest)


main()
