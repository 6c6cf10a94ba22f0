// ---
// topic: suppliers
// title: {fr: Les clients d'un fournisseur, en: Clients of a supplier}
// description:
//   fr: Qui confie un service à un fournisseur ou utilise un de ses produits, avec les dates et les sources de chaque relation.
//   en: Who entrusts a supplier with a service or uses one of its products, with the dates and sources of each relation.
// parameters:
//   - {name: supplier, type: node, labels: [Organisation], meaning: {fr: le fournisseur, en: the supplier}, example: org:viamedis}
// columns:
//   client: {fr: client, en: client}
//   name: {fr: nom, en: name}
//   product: {fr: produit, en: product}
//   service: {fr: service, en: service}
//   since: {fr: depuis, en: since}
//   until: {fr: "jusqu'à", en: until}
//   seen_on: {fr: vu le, en: seen on}
//   evidence: {fr: sources, en: evidence}
// ---
CALL {
  MATCH (c:Organisation)-[r:DELEGATES_TO|HOSTED_BY]->(s:Organisation {id: $supplier})
  WHERE r.status <> 'retracted'
  RETURN c, r, '' AS product
  UNION
  MATCH (c:Organisation)-[r:USES]->(p:Product)-[:PROVIDED_BY|HOSTED_BY]->(s:Organisation {id: $supplier})
  WHERE r.status <> 'retracted'
  RETURN c, r, p.id AS product
}
RETURN c.id AS client, c.name AS name, product, r.service AS service, r.since_edtf AS since, r.until_edtf AS until,
       r.seen_edtf AS seen_on, r.evidence AS evidence
ORDER BY product <> '', client, product, service, r.contract, r.period
