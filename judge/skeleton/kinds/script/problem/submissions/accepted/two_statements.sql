begin;
insert into archive (id, title) select id, title from tasks where done;
delete from tasks where done;
commit;
