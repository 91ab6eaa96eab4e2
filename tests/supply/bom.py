"""The software bill of materials: a CycloneDX document of what builds the site and what it ships.

The same locks give the same bytes: no clock, no random serial, everything in order. The document
is about the lock, not about one machine: a package that only another system needs is in it, too.
"""

from __future__ import annotations

import json
import uuid

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.bom_ref import BomRef
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from packageurl import PackageURL
from tests.supply.licences import licence_of
from tests.supply.locks import Locked, locked
from tests.supply.shipped import Part, parts

SCHEMA = SchemaVersion.V1_6
_NAMESPACE = uuid.UUID("5b6d6c2e-6d5f-5f0b-9e0b-2f5d1d8a7c31")
"""Under which a document's serial follows from its content."""

_licences = LicenseFactory()


def document() -> str:
    """The bill of materials as JSON (CycloneDX 1.6), UTF-8, with a line feed at the end."""
    packages = {package.name: _package(package) for package in locked("site")}
    pieces = [_part(part, number) for number, part in enumerate(parts())]
    site = _site()
    bom = Bom(components=[*packages.values(), *pieces], metadata=BomMetaData(component=site))
    bom.register_dependency(site, [*packages.values()])
    for part, component in zip(parts(), pieces, strict=True):
        bom.register_dependency(packages[part.package], [component])
    written = json.loads(JsonV1Dot6(bom).output_as_string())
    del written["metadata"]["timestamp"]
    del written["serialNumber"]
    serial = uuid.uuid5(_NAMESPACE, json.dumps(written, sort_keys=True))
    written["serialNumber"] = serial.urn
    return json.dumps(written, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _site() -> Component:
    return Component(
        name="circulars-archive",
        type=ComponentType.APPLICATION,
        bom_ref=BomRef("circulars-archive"),
        licenses=[_licences.make_from_string("MIT AND CC-BY-4.0")],
    )


def _package(package: Locked) -> Component:
    purl = PackageURL("pypi", None, package.name, package.version)
    return Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        bom_ref=BomRef(purl.to_string()),
        purl=purl,
        licenses=[_licences.make_from_string(licence_of(package.name))],
        external_references=[
            ExternalReference(
                type=ExternalReferenceType.DISTRIBUTION,
                url=XsUri(purl.to_string()),
                comment="the files of this release: one of them is installed",
                hashes=[
                    HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in package.hashes
                ],
            )
        ],
    )


def _part(part: Part, number: int) -> Component:
    """What reaches readers. A piece of a larger part has no version that its bringer tells."""
    within = f"in {part.inside}" if part.inside else "in files of the site"
    return Component(
        name=part.name,
        version=None if part.inside else part.version,
        type=ComponentType.LIBRARY,
        bom_ref=BomRef(f"shipped-{number:02}"),
        description=f"reaches readers {within}, brought by {part.package} {part.version}",
        licenses=[_licences.make_from_string(part.licence)],
        copyright="; ".join(part.notice),
    )
