"""Scripts of others that our pages serve themselves, brought from their packages by npm.

python tools/vendor_scripts.py                    bring the versions of vendored.toml anew
python tools/vendor_scripts.py vega=6.5.0 ...     bring other versions and write them down
python tools/vendor_scripts.py --check            fail where a file is not the one written down; offline
"""

import argparse
import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1]
LIST = HERE / "tools" / "vendored.toml"
STATIC = HERE / "src" / "concord" / "web" / "static" / "web"
LICENCES = {"BSD-3-Clause", "BSD-2-Clause", "MIT", "ISC", "0BSD", "Apache-2.0"}


class WrongScript(Exception):
    """A package is not what was written down, or is under a licence that we may not pass on."""


def main() -> None:
    """Bring, or check."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("versions", nargs="*", metavar="NAME=VERSION")
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    wanted = dict(one.split("=", 1) for one in asked.versions)
    packages = listed()
    unknown = wanted.keys() - {package["name"] for package in packages}
    if unknown:
        sys.exit(f"not in {LIST.name}: {', '.join(sorted(unknown))}")
    if asked.check:
        wrong = [name for package in packages for name in differing(package, STATIC)]
        sys.exit(f"not as written down in {LIST.name}: {', '.join(wrong)}" if wrong else 0)
    for package in packages:
        bring(package, wanted.get(package["name"]))


def listed() -> list[dict[str, Any]]:
    """The packages that are written down."""
    told: list[dict[str, Any]] = tomllib.loads(LIST.read_text("utf-8"))["package"]
    return told


def differing(package: Mapping[str, Any], folder: Path) -> list[str]:
    """Names of files that are missing or other than written down."""
    return [
        name
        for name, digest in package["sha256"].items()
        if not (folder / name).exists() or digest_of((folder / name).read_bytes()) != digest
    ]


def bring(package: Mapping[str, Any], version: str | None) -> None:
    """Write the files of a package, and its new version and digests where another was asked for."""
    contents = fetched(package["name"], version or package["version"])
    licence = re.search(r'"license"\s*:\s*"([^"]+)"', contents["package.json"].decode())
    if licence is None or licence[1] not in LICENCES:
        raise WrongScript(f"{package['name']}: licence {licence[1] if licence else 'not told'}")
    text = LIST.read_text("utf-8")
    if version:
        text = text.replace(f'version = "{package["version"]}"', f'version = "{version}"')
        text = text.replace(f'licence = "{package["licence"]}"', f'licence = "{licence[1]}"')
    for inside, name in package["files"].items():
        known, digest = package["sha256"][name], digest_of(contents[inside])
        if known and known != digest and not version:
            raise WrongScript(f"{package['name']} {package['version']}: {inside} is not the one written down")
        text = text.replace(f'"{name}" = "{known}"', f'"{name}" = "{digest}"')
        (STATIC / name).write_bytes(contents[inside])
    LIST.write_text(text, "utf-8")


def fetched(name: str, version: str) -> dict[str, bytes]:
    """The files of a package by their paths inside it, as npm brings and verifies it."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", f"{name}@{version}", "--silent", "--pack-destination", folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).iterdir()
        with tarfile.open(archive) as told:
            return {
                member.name.removeprefix("package/"): extracted.read()
                for member in told
                if member.isfile() and (extracted := told.extractfile(member))
            }


def digest_of(content: bytes) -> str:
    """SHA-256, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    main()
