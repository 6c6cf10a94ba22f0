// ---
// topic: concentration
// title: {fr: Le même fournisseur derrière plusieurs assureurs, en: The same supplier behind several insurers}
// description:
//   fr: Les fournisseurs que plusieurs assureurs atteignent, directement ou par d'autres (quatre maillons), avec la liste des assureurs.
//   en: Suppliers that several insurers reach, directly or through others (four links), with the list of insurers.
// parameters:
//   - {name: at_least, type: integer, meaning: {fr: nombre minimal d'assureurs, en: least number of insurers}, example: 2, default: 2}
// columns:
//   supplier: {fr: fournisseur, en: supplier}
//   name: {fr: nom, en: name}
//   number: {fr: nombre, en: number}
//   insurers: {fr: assureurs, en: insurers}
// ---
MATCH p = (i:Insurer)-[:DELEGATES_TO|USES|PROVIDED_BY|HOSTED_BY*1..4]->(s:Organisation)
WHERE s.id <> i.id AND all(r IN relationships(p) WHERE r.status <> 'retracted')
WITH DISTINCT s, i ORDER BY i.id
WITH s, collect(i.id) AS insurers
WHERE size(insurers) >= $at_least
RETURN s.id AS supplier, s.name AS name, size(insurers) AS number, insurers
ORDER BY number DESC, supplier
