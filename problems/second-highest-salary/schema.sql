create table employees (
  name       text,
  department text,
  salary     integer
);
