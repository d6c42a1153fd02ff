insert into archive (id, title) select id, title from tasks;
delete from tasks;
