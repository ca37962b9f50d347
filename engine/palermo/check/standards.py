"""The terms of the shared vocabularies that packs are written in, so that a slip in one of them is seen.

RDF 1.1 Schema, OWL 2 (RDF-based semantics, appendix), SHACL with SHACL-SPARQL and SHACL Advanced Features, SKOS,
Dublin Core Terms, XML Schema 1.1 Part 2.
"""

from typing import Final

from palermo.names import DCT, OWL, RDF, RDFS, SH, SKOS, XSD

_RDF: Final = """type first rest nil List Property langString dirLangString HTML XMLLiteral JSON value subject predicate
object Statement Seq Bag Alt PlainLiteral direction language CompoundLiteral"""
_RDFS: Final = """Class Resource Literal Datatype Container ContainerMembershipProperty member label comment seeAlso
isDefinedBy subClassOf subPropertyOf domain range"""
_OWL: Final = """AllDifferent AllDisjointClasses AllDisjointProperties Annotation AnnotationProperty AsymmetricProperty
Axiom Class DataRange DatatypeProperty DeprecatedClass DeprecatedProperty FunctionalProperty InverseFunctionalProperty
IrreflexiveProperty NamedIndividual NegativePropertyAssertion Nothing ObjectProperty Ontology OntologyProperty
ReflexiveProperty Restriction SymmetricProperty Thing TransitiveProperty allValuesFrom annotatedProperty annotatedSource
annotatedTarget assertionProperty backwardCompatibleWith bottomDataProperty bottomObjectProperty cardinality
complementOf
datatypeComplementOf deprecated differentFrom disjointUnionOf disjointWith distinctMembers equivalentClass
equivalentProperty hasKey hasSelf hasValue imports incompatibleWith intersectionOf inverseOf maxCardinality
maxQualifiedCardinality members minCardinality minQualifiedCardinality onClass onDataRange onDatatype onProperties
onProperty oneOf priorVersion propertyChainAxiom propertyDisjointWith qualifiedCardinality rational real sameAs
someValuesFrom sourceIndividual targetIndividual targetValue topDataProperty topObjectProperty unionOf versionIRI
versionInfo withRestrictions"""
_SH: Final = """AbstractResult AndConstraintComponent BlankNode BlankNodeOrIRI BlankNodeOrLiteral
ClassConstraintComponent ClosedConstraintComponent ConstraintComponent DatatypeConstraintComponent
DisjointConstraintComponent EqualsConstraintComponent ExpressionConstraintComponent Function
HasValueConstraintComponent IRI IRIOrLiteral InConstraintComponent Info JSConstraint JSConstraintComponent JSExecutable
JSFunction JSLibrary JSRule JSTarget JSTargetType JSValidator LanguageInConstraintComponent
LessThanConstraintComponent LessThanOrEqualsConstraintComponent Literal MaxCountConstraintComponent
MaxExclusiveConstraintComponent MaxInclusiveConstraintComponent MaxLengthConstraintComponent
MinCountConstraintComponent MinExclusiveConstraintComponent MinInclusiveConstraintComponent
MinLengthConstraintComponent NodeConstraintComponent NodeKind NodeKindConstraintComponent NodeShape
NotConstraintComponent OrConstraintComponent Parameter Parameterizable PatternConstraintComponent PrefixDeclaration
PropertyConstraintComponent PropertyGroup PropertyShape QualifiedMaxCountConstraintComponent
QualifiedMinCountConstraintComponent ResultAnnotation Rule SPARQLAskExecutable SPARQLAskValidator SPARQLConstraint
SPARQLConstraintComponent SPARQLConstructExecutable SPARQLExecutable SPARQLFunction SPARQLRule SPARQLSelectExecutable
SPARQLSelectValidator SPARQLTarget SPARQLTargetType SPARQLUpdateExecutable SPARQLValuesDeriver Severity Shape Target
TargetType TripleRule UniqueLangConstraintComponent ValidationReport ValidationResult Validator Violation Warning
XoneConstraintComponent alternativePath and annotationProperty annotationValue annotationVarName ask class closed
condition conforms construct datatype deactivated declare defaultValue description detail disjoint entailment equals
expression filterShape flags focusNode group hasValue ignoredProperties in intersection inversePath js jsFunctionName
jsLibrary jsLibraryURL labelTemplate languageIn lessThan lessThanOrEquals maxCount maxExclusive maxInclusive maxLength
message minCount minExclusive minInclusive minLength name namespace node nodeKind nodeValidator nodes not object
oneOrMorePath optional or order parameter path pattern predicate prefix prefixes property propertyValidator
qualifiedMaxCount qualifiedMinCount qualifiedValueShape qualifiedValueShapesDisjoint result resultAnnotation
resultMessage resultPath resultSeverity returnType rule select severity shapesGraph shapesGraphWellFormed
sourceConstraint sourceConstraintComponent sourceShape sparql subject suggestedShapesGraph target targetClass
targetNode targetObjectsOf targetSubjectsOf this union uniqueLang update validator value values xone zeroOrMorePath
zeroOrOnePath"""
_SKOS: Final = """Collection Concept ConceptScheme OrderedCollection altLabel broadMatch broader broaderTransitive
changeNote closeMatch definition editorialNote exactMatch example hasTopConcept hiddenLabel historyNote inScheme
mappingRelation member memberList narrowMatch narrower narrowerTransitive notation note prefLabel related relatedMatch
scopeNote semanticRelation topConceptOf"""
_DCT: Final = """Agent AgentClass BibliographicResource Box DCMIType DDC FileFormat Frequency IMT ISO3166 ISO639-2
ISO639-3 Jurisdiction LCC LCSH LicenseDocument LinguisticSystem Location LocationPeriodOrJurisdiction MESH MediaType
MediaTypeOrExtent MethodOfAccrual MethodOfInstruction NLM PeriodOfTime Period PhysicalMedium PhysicalResource Point
Policy ProvenanceStatement RFC1766 RFC3066 RFC4646 RFC5646 RightsStatement SizeOrDuration Standard TGN UDC URI W3CDTF
abstract accessRights accrualMethod accrualPeriodicity accrualPolicy alternative audience available
bibliographicCitation conformsTo contributor coverage created creator date dateAccepted dateCopyrighted dateSubmitted
description educationLevel extent format hasFormat hasPart hasVersion identifier instructionalMethod isFormatOf
isPartOf isReferencedBy isReplacedBy isRequiredBy isVersionOf issued language license mediator medium modified
provenance publisher references relation replaces requires rights rightsHolder source spatial subject tableOfContents
temporal title type valid"""
_XSD: Final = """ENTITIES ENTITY ID IDREF IDREFS NCName NMTOKEN NMTOKENS NOTATION Name QName anyAtomicType anySimpleType
anyURI base64Binary boolean byte date dateTime dateTimeStamp dayTimeDuration decimal double duration float gDay gMonth
gMonthDay gYear gYearMonth hexBinary int integer language long negativeInteger nonNegativeInteger nonPositiveInteger
normalizedString positiveInteger short string time token unsignedByte unsignedInt unsignedLong unsignedShort
yearMonthDuration"""

#: Namespace to the names in it.
STANDARDS: Final = {
    space: frozenset(names.split())
    for space, names in ((RDF, _RDF), (RDFS, _RDFS), (OWL, _OWL), (SH, _SH), (SKOS, _SKOS), (DCT, _DCT), (XSD, _XSD))
}
