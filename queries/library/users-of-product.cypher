// ---
// topic: products
// title: {fr: Qui utilise un logiciel, en: Who uses a software}
// description:
//   fr: Les organisations qui utilisent un produit, où il tourne, et si leurs données étaient chez le fournisseur ; vide = inconnu.
//   en: Organisations that use a product, where it runs, and whether their data was at the provider; empty = unknown.
// parameters:
//   - {name: product, type: node, labels: [Product], meaning: {fr: le produit, en: the product}, example: "product:mediboard"}
// columns:
//   user: {fr: utilisateur, en: user}
//   name: {fr: nom, en: name}
//   deployment: {fr: où il tourne, en: where it runs}
//   data_at_provider: {fr: données chez le fournisseur, en: data at the provider}
//   until: {fr: "jusqu'à", en: until}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (o:Organisation)-[r:USES]->(p:Product {id: $product})
WHERE r.status <> 'retracted'
RETURN o.id AS user, o.name AS name, r.deployment AS deployment, r.data_at_provider AS data_at_provider, r.until_edtf AS until, r.evidence AS evidence
ORDER BY user, r.service, r.contract, r.period
