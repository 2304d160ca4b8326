const {openCluster,freshDatabase}=await import('/tmp/heed/speed/tests/support/database.ts');
import {spawn} from 'node:child_process';
import pg from 'pg';
const {admin,address}=await openCluster();
const c=new pg.Client({...address,database:'postgres'});await c.connect();
const t=(await c.query("select datname from pg_database where datname like 'template_%' and datname !~ '^template[01]$'")).rows[0].datname;
const pid=c.processID;
const p=spawn('sh',['-c',process.env.TOOL.replaceAll('PID',pid)],{stdio:'inherit'});
await new Promise(r=>setTimeout(r,700));
const n=`t_${process.pid}_q`;
for(let i=0;i<2;i++){await c.query(`create database ${n} template "${t}" strategy file_copy`);await c.query(`drop database ${n} with (force)`);}
p.kill('SIGINT');await new Promise(r=>p.on('close',r));
await c.end();await admin.end();process.exit(0)
