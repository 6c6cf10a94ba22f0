// ---
// topic: claims
// title: {fr: Les chiffres qui se contredisent, en: Conflicting figures}
// description:
//   fr: Pour chaque incident, les chiffres d'un même champ et d'une même unité qui diffèrent, avec qui les donne et quand ; les chiffres remplacés par leur auteur n'y sont pas.
//   en: For each incident, the figures of one field and unit that differ, with who gives them and when; figures replaced by their author are left out.
// parameters:
//   - {name: incident, type: node, labels: [Incident], meaning: {fr: un incident (tous sinon), en: one incident (else all)}, example: "incident:medecindirect-2025-11", default: null}
// columns:
//   incident: {fr: incident, en: incident}
//   field: {fr: champ, en: field}
//   unit: {fr: unité, en: unit}
//   low: {fr: au moins, en: at least}
//   high: {fr: au plus, en: at most}
//   by: {fr: selon, en: by}
//   made_on: {fr: le, en: on}
//   status: {fr: statut, en: status}
// ---
MATCH (c:Claim)-[:ABOUT]->(i:Incident)
WHERE ($incident IS NULL OR i.id = $incident) AND c.unit IS NOT NULL AND c.status <> 'retracted'
OPTIONAL MATCH (later:Claim)-[:ABOUT]->(i)
WHERE c.id IN later.supersedes
  OR (later.series = c.series AND later.by = c.by AND later.field = c.field AND later.unit = c.unit AND later.made_on > c.made_on)
WITH i, c, count(later) AS replaced
WHERE replaced = 0
WITH i, c.field AS field, c.unit AS unit, coalesce(c.scope, []) AS scope, collect(c) AS claims
WHERE size(claims) > 1
  AND (any(x IN claims WHERE coalesce(x.low, 0) <> coalesce(head(claims).low, 0))
    OR any(x IN claims WHERE coalesce(x.high, 0) <> coalesce(head(claims).high, 0)))
UNWIND claims AS claim
RETURN i.id AS incident, field, unit, claim.low AS low, claim.high AS high, claim.by AS by, claim.made_on_edtf AS made_on, claim.status AS status
ORDER BY incident, field, unit, made_on, low, by
