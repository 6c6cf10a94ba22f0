// ---
// topic: sources
// title: {fr: Les documents derrière un incident, en: Documents behind an incident}
// description:
//   fr: Les documents qui rapportent des déclarations sur un incident, avec leur adresse et le nombre de déclarations.
//   en: Documents that report statements about an incident, with their address and the number of statements.
// parameters:
//   - {name: incident, type: node, labels: [Incident], meaning: {fr: "l'incident", en: the incident}, example: "incident:weda-2025-11"}
// columns:
//   source: {fr: source, en: source}
//   publisher: {fr: éditeur, en: publisher}
//   title: {fr: titre, en: title}
//   published: {fr: publié le, en: published}
//   url: {fr: adresse, en: address}
//   claims: {fr: déclarations, en: statements}
// ---
MATCH (s:Source)-[:REPORTS]->(c:Claim)-[:ABOUT]->(i:Incident {id: $incident})
RETURN s.id AS source, s.publisher AS publisher, s.title AS title, s.published_edtf AS published, s.url AS url, count(DISTINCT c) AS claims
ORDER BY claims DESC, source
