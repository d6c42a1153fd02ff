create table readings (
  sensor text not null,
  value  integer
);
