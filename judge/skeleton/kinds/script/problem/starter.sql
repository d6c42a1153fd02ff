begin;

-- Move the tasks that are done.

commit;
