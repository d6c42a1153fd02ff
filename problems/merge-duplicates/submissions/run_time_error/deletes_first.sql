-- Mistake: the rows that go are deleted while orders still refer to them.
delete from customers c
where exists (
  select from customers d
  where lower(btrim(d.email)) = lower(btrim(c.email)) and (d.created, d.id) < (c.created, c.id)
);
