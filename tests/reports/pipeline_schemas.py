"""The parts of the SARIF 2.1.0 and JUnit schemas that the outputs use, written from the standards.

The full SARIF schema is stricter nowhere that matters here: every object is closed, required
members are required, and enumerations are the standard's.
"""

from __future__ import annotations

from typing import Any


def closed(required: list[str], **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


TEXT = {"type": "string"}
URI = {"type": "string", "pattern": r"^[A-Za-z0-9._~%/\-]+$"}
BAG = {"type": "object"}
MESSAGE = closed(["text"], text={"type": "string", "minLength": 1})
LEVEL = {"enum": ["none", "note", "warning", "error"]}
ARTIFACT_LOCATION = closed(["uri"], uri=URI, index={"type": "integer", "minimum": -1})
PHYSICAL = closed(
    ["artifactLocation"],
    artifactLocation=ARTIFACT_LOCATION,
    region=closed(["startLine"], startLine={"type": "integer", "minimum": 1}),
)
LOGICAL = closed(["name", "fullyQualifiedName"], name=TEXT, fullyQualifiedName=TEXT, kind=TEXT)
LOCATION = closed(
    [],
    id={"type": "integer", "minimum": 0},
    physicalLocation=PHYSICAL,
    logicalLocations={"type": "array", "items": LOGICAL, "uniqueItems": True},
    message=MESSAGE,
)
LOCATIONS = {"type": "array", "items": LOCATION}
SUPPRESSION = closed(["kind"], kind={"enum": ["inSource", "external"]}, justification=TEXT)
RESULT = closed(
    ["message"],
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": -1},
    level=LEVEL,
    message=MESSAGE,
    locations=LOCATIONS,
    relatedLocations={**LOCATIONS, "uniqueItems": True},
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
    suppressions={"type": "array", "items": SUPPRESSION, "uniqueItems": True},
    properties=BAG,
)
RULE = closed(["id"], id=TEXT, name=TEXT, shortDescription=MESSAGE, properties=BAG)
DRIVER = closed(
    ["name"],
    name=TEXT,
    version=TEXT,
    language={"type": "string", "pattern": "^[a-z]{2}(-[A-Z]{2})?$"},
    rules={"type": "array", "items": RULE, "uniqueItems": True},
)
NOTIFICATION = closed(["message"], message=MESSAGE, level=LEVEL, locations=LOCATIONS)
INVOCATION = closed(
    ["executionSuccessful"],
    executionSuccessful={"type": "boolean"},
    toolExecutionNotifications={"type": "array", "items": NOTIFICATION},
)
ARTIFACT = closed(
    [], location=ARTIFACT_LOCATION, hashes={"type": "object", "additionalProperties": TEXT}
)
RUN = closed(
    ["tool"],
    tool=closed(["driver"], driver=DRIVER),
    artifacts={"type": "array", "items": ARTIFACT, "uniqueItems": True},
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    invocations={"type": "array", "items": INVOCATION},
    results={"type": "array", "items": RESULT},
)
SARIF: dict[str, Any] = {
    **closed(["version", "runs"], version={"const": "2.1.0"}, runs={"type": "array", "items": RUN}),
    "$schema": "https://json-schema.org/draft/2020-12/schema",
}
SARIF["properties"]["$schema"] = TEXT

JUNIT = """<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">
 <xs:complexType name="outcome"><xs:simpleContent><xs:extension base="xs:string">
  <xs:attribute name="message" type="xs:string"/><xs:attribute name="type" type="xs:string"/>
 </xs:extension></xs:simpleContent></xs:complexType>
 <xs:element name="testcase"><xs:complexType>
  <xs:choice minOccurs="0">
   <xs:element name="skipped" type="outcome"/>
   <xs:element name="failure" type="outcome"/>
   <xs:element name="system-out" type="xs:string"/>
  </xs:choice>
  <xs:attribute name="name" type="xs:string" use="required"/>
  <xs:attribute name="classname" type="xs:string" use="required"/>
  <xs:attribute name="time" type="xs:decimal"/>
 </xs:complexType></xs:element>
 <xs:element name="testsuite"><xs:complexType>
  <xs:sequence><xs:element ref="testcase" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
  <xs:attribute name="name" type="xs:string" use="required"/>
  <xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
  <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
  <xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/>
  <xs:attribute name="skipped" type="xs:nonNegativeInteger"/>
  <xs:attribute name="time" type="xs:decimal"/>
 </xs:complexType></xs:element>
 <xs:element name="testsuites"><xs:complexType>
  <xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
  <xs:attribute name="name" type="xs:string"/>
  <xs:attribute name="tests" type="xs:nonNegativeInteger"/>
  <xs:attribute name="failures" type="xs:nonNegativeInteger"/>
  <xs:attribute name="errors" type="xs:nonNegativeInteger"/>
 </xs:complexType></xs:element>
</xs:schema>
"""
