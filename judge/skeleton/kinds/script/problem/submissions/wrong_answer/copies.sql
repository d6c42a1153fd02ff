-- Copies the tasks and leaves them. Wrong submissions show that the cases find what people get wrong.
insert into archive (id, title) select id, title from tasks where done;
