// ---
// topic: products
// title: {fr: Où cela tourne, en: Where it runs}
// description:
//   fr: Qui héberge quoi ; un hébergeur qu'une source mentionne sans le nommer reste visible comme inconnu.
//   en: Who hosts what; a host that a source mentions without a name stays visible as unknown.
// columns:
//   hosted: {fr: hébergé, en: hosted}
//   host: {fr: hébergeur, en: host}
//   named: {fr: nommé, en: named}
//   status: {fr: statut, en: status}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (x)-[r:HOSTED_BY]->(h:Organisation)
WHERE r.status <> 'retracted'
RETURN x.id AS hosted, h.id AS host, coalesce(h.named, true) AS named, r.status AS status, r.evidence AS evidence
ORDER BY named, host, hosted, r.service, r.contract, r.period
