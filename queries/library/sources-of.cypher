// ---
// topic: sources
// title: {fr: "Les documents sur lesquels une chose ou une relation repose", en: Documents that a thing or a relation rests on}
// description:
//   fr: "Chaque document sur lequel repose ce qui est dit d'une chose et de chacune de ses relations (de celles avec une seule autre, si on la nomme), et où dans le document ; sans relation, c'est la chose elle-même."
//   en: Each document on which rests what is said of a thing and of each of its relations (of those with one other, where it is named), and where in the document; without a relation it is the thing itself.
// parameters:
//   - {name: thing, type: node, labels: [Organisation, Product, Population, Incident, Claim, DataCategory, ThreatActor, Decision], meaning: {fr: "l'organisation, le logiciel, le groupe de personnes, l'incident…", en: "the organisation, product, cohort, incident …"}, example: "org:mutami"}
//   - {name: other, type: node, labels: [Organisation, Product, Population, Incident, Claim, DataCategory, ThreatActor], meaning: {fr: "l'autre bout des relations (tous sinon, et la chose elle-même)", en: "the other end of the relations (else all, and the thing itself)"}, example: "org:viamedis", default: null}
// columns:
//   relation: {fr: relation, en: relation}
//   start: {fr: de, en: from}
//   end: {fr: à, en: to}
//   status: {fr: statut, en: status}
//   source: {fr: source, en: source}
//   places: {fr: où, en: where in it}
//   publisher: {fr: éditeur, en: publisher}
//   source_rank: {fr: nature, en: kind}
//   title: {fr: titre, en: title}
//   published: {fr: publié le, en: published}
//   url: {fr: adresse, en: address}
// ---
MATCH (n:Organisation|Product|Population|Incident|Claim|DataCategory|ThreatActor|Decision) WHERE n.id = $thing
OPTIONAL MATCH (n)-[r]-(m) WHERE r.evidence IS NOT NULL AND ($other IS NULL OR m.id = $other)
WITH n, collect({relation: type(r), start: startNode(r).id, end: endNode(r).id, status: r.status, cited: coalesce(r.cited, r.evidence, [])}) AS relations
WITH CASE WHEN $other IS NULL THEN [{start: n.id, status: n.status, cited: coalesce(n.cited, n.evidence, [])}] ELSE [] END + relations AS said
UNWIND said AS one
UNWIND one.cited AS cited
WITH one, cited, split(cited, '#')[0] AS document ORDER BY cited
WITH one, 'source:' + document AS source, collect(CASE WHEN cited CONTAINS '#' THEN substring(cited, size(document) + 1) END) AS places
OPTIONAL MATCH (s:Source {id: source})
RETURN one.relation AS relation, one.start AS start, one.end AS end, one.status AS status, source, places, s.publisher AS publisher,
       s.source_rank AS source_rank, s.title AS title, s.published_edtf AS published, s.url AS url
ORDER BY coalesce(relation, ''), start, end, source, places
