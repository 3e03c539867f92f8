-- Whoever sees the claim that a person chose sees that it was chosen, by whom and why: else the rule would seem to have chosen another.
create policy seen on resolution for select using (
  cluster_id = (select viewer_cluster()) and exists (
    select 1 from claim where claim.cluster_id = resolution.cluster_id and claim.claim_id = resolution.claim_id));
