// ---
// topic: claims
// title: {fr: Ce qui se contredit, en: What is contested}
// description:
//   fr: Les déclarations sur un même sujet qui ne peuvent être toutes vraies (chiffres, oui ou non), avec qui parle et quand ; ni unités, ni périmètres, ni groupes de personnes ne sont mêlés, et les chiffres d'un état (éligibles, clients) d'années différentes ne se contredisent pas.
//   en: Statements about one thing that cannot all be true (figures, yes or no), with who speaks and when; units, scopes and cohorts are never mixed, and figures of a state (eligible, clients) of different years do not contradict each other.
// parameters:
//   - {name: incident, type: node, labels: [Incident], meaning: {fr: un incident (tous sinon), en: one incident (else all)}, example: "incident:medecindirect-2025-11", default: null}
// columns:
//   incident: {fr: incident, en: incident}
//   field: {fr: sujet, en: subject}
//   unit: {fr: unité, en: unit}
//   scope: {fr: périmètre, en: scope}
//   low: {fr: au moins, en: at least}
//   high: {fr: au plus, en: at most}
//   approximate: {fr: environ, en: about}
//   answer: {fr: réponse, en: answer}
//   by: {fr: selon, en: by}
//   made_on: {fr: dit le, en: said on}
//   status: {fr: statut, en: status}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (c:Claim)-[:ABOUT]->(i:Incident)
WHERE ($incident IS NULL OR i.id = $incident) AND c.status <> 'retracted' AND (c.unit IS NOT NULL OR c.answer IS NOT NULL)
OPTIONAL MATCH (later:Claim)-[:ABOUT]->(i)
WHERE c.id IN later.supersedes
  OR (later.series = c.series AND later.by = c.by AND later.field = c.field AND later.unit = c.unit AND later.made_on > c.made_on)
WITH i, c, count(later) AS replaced
WHERE replaced = 0
WITH i, c, CASE WHEN coalesce(c.approximate, false) THEN 0.05 ELSE 0.0 END AS slack
WITH i, collect({claim: c, low: c.low * (1 - slack), high: c.high * (1 + slack)}) AS standing
UNWIND standing AS x
UNWIND standing AS y
WITH i, x, y, x.claim AS a, y.claim AS b
WHERE a.id <> b.id AND a.field = b.field AND coalesce(a.unit, '') = coalesce(b.unit, '')
  AND coalesce(a.scope, []) = coalesce(b.scope, [])
  AND (a.population IS NULL OR b.population IS NULL OR a.population = b.population)
  AND (x.low > y.high OR y.low > x.high OR a.answer <> b.answer)
  AND NOT (a.field IN ['eligible-persons', 'persons-on-file', 'persons-covered', 'registered-users', 'user-base', 'users', 'clients',
                       'client-professionals', 'catchment-population', 'group-size']
           AND coalesce(NOT a.made_on_edtf CONTAINS '/' AND NOT b.made_on_edtf CONTAINS '/'
                        AND substring(a.made_on_edtf, 0, 4) <> substring(b.made_on_edtf, 0, 4), false))
WITH DISTINCT i, a
RETURN i.id AS incident, a.field AS field, a.unit AS unit, coalesce(a.scope, []) AS scope, a.low AS low, a.high AS high,
       CASE WHEN a.low IS NULL AND a.high IS NULL THEN null ELSE coalesce(a.approximate, false) END AS approximate,
       a.answer AS answer, a.by AS by, a.made_on_edtf AS made_on, a.status AS status, a.evidence AS evidence
ORDER BY incident, field, unit, made_on, low, high, by, a.id
