with moved as (
  delete from tasks where done returning id, title
)
insert into archive (id, title) select id, title from moved;
