// ---
// topic: ownership
// title: {fr: Ce qui appartient à un groupe, en: What a group owns}
// description:
//   fr: Les filiales et membres d'une organisation, directs et indirects (quatre maillons), avec les dates ; être du même groupe n'est pas être exposé.
//   en: Subsidiaries and members of an organisation, direct and indirect (four links), with dates; to be of one group is not to be exposed.
// parameters:
//   - {name: organisation, type: node, labels: [Organisation], meaning: {fr: le groupe, en: the group}, example: "org:groupe-vyv"}
// columns:
//   owned: {fr: détenu, en: owned}
//   steps: {fr: degrés, en: steps}
//   relation: {fr: relation, en: relation}
//   since: {fr: depuis, en: since}
//   seen_on: {fr: relevé le, en: last seen}
//   status: {fr: statut, en: status}
// ---
MATCH p = (x:Organisation)-[:SUBSIDIARY_OF|MEMBER_OF*1..4]->(o:Organisation {id: $organisation})
WITH x, length(p) AS steps, head(relationships(p)) AS r
RETURN x.id AS owned, steps, type(r) AS relation, r.since_edtf AS since, r.seen_edtf AS seen_on, r.status AS status
ORDER BY steps, owned, relation, since, seen_on, status
