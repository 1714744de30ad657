import Sqlite from 'better-sqlite3';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
const G=Number(process.env.G??45), N=60000;
const body=Buffer.from(JSON.stringify({a:'x'.repeat(2000)}));
const headers=JSON.stringify({'content-type':'application/json',host:'127.0.0.1:3000','user-agent':'autocannon','content-length':'2048'});
const variants={
 A_body_only:[`CREATE TABLE e(seq INTEGER PRIMARY KEY, body BLOB)`,(db)=>{const s=db.prepare('INSERT INTO e(body) VALUES (?)');return ()=>s.run(body)}],
 B_cols:[`CREATE TABLE e(seq INTEGER PRIMARY KEY,id TEXT,c TEXT,cn TEXT,k TEXT,en TEXT,at TEXT,dk TEXT,du TEXT,m TEXT,ct TEXT,h TEXT,q TEXT,body BLOB) STRICT`,(db)=>{const s=db.prepare('INSERT INTO e(id,c,cn,k,en,at,dk,du,m,ct,h,q,body) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)');let i=0;return ()=>s.run('evt_aaaaaaaaaaaaaaaa'+String(i++).padStart(16,'0'),'con_bench','bench','system_webhook','emailClick','2026-11-21T16:00:00.000Z','kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk',null,'POST','application/json',headers,'',body)}],
 C_cols_uid:[`CREATE TABLE e(seq INTEGER PRIMARY KEY,id TEXT UNIQUE,c TEXT,cn TEXT,k TEXT,en TEXT,at TEXT,dk TEXT,du TEXT,m TEXT,ct TEXT,h TEXT,q TEXT,body BLOB) STRICT`,(db)=>{const s=db.prepare('INSERT INTO e(id,c,cn,k,en,at,dk,du,m,ct,h,q,body) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)');let i=0;return ()=>s.run('evt_aaaaaaaaaaaaaaaa'+String(i++).padStart(16,'0'),'con_bench','bench','system_webhook','emailClick','2026-11-21T16:00:00.000Z','kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk',null,'POST','application/json',headers,'',body)}],
 D_uid_dedup_rand16:[`CREATE TABLE e(seq INTEGER PRIMARY KEY,id TEXT UNIQUE,c TEXT,cn TEXT,k TEXT,en TEXT,at TEXT,dk BLOB,du TEXT,m TEXT,ct TEXT,h TEXT,q TEXT,body BLOB) STRICT;CREATE TABLE d(k BLOB PRIMARY KEY,e INTEGER) WITHOUT ROWID`,(db)=>{const s=db.prepare('INSERT INTO e(id,c,cn,k,en,at,dk,du,m,ct,h,q,body) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)');const d=db.prepare('INSERT INTO d VALUES(?,?) ON CONFLICT DO NOTHING');let i=0;return ()=>{const k=randomBytes(16);d.run(k,i);s.run('evt_aaaaaaaaaaaaaaaa'+String(i++).padStart(16,'0'),'con_bench','bench','system_webhook','emailClick','2026-11-21T16:00:00.000Z',k,null,'POST','application/json',headers,'',body)}}],
};
for(const [ps,sync] of [[4096,'FULL'],[8192,'FULL'],[16384,'FULL'],[4096,'OFF']]){
for(const [name,[ddl,mk]] of Object.entries(variants)){
 const dir=mkdtempSync('/tmp/q/');const db=new Sqlite(dir+'/a.db');db.pragma('page_size='+ps);db.pragma('journal_mode=WAL');db.pragma('synchronous='+sync);db.pragma('cache_size=-65536');db.pragma('wal_autocheckpoint=4000');
 db.exec(ddl);const run=mk(db);const b=db.prepare('BEGIN IMMEDIATE'),c=db.prepare('COMMIT');
 const t=performance.now(),u=process.cpuUsage();
 for(let i=0;i<N;i+=G){b.run();for(let j=0;j<G;j++)run();c.run()}
 const cpu=process.cpuUsage(u);
 console.log(ps,sync,name.padEnd(22),'wall us/row',((performance.now()-t)*1000/N).toFixed(1),'user',(cpu.user/N).toFixed(1),'sys',(cpu.system/N).toFixed(1));
 db.close();rmSync(dir,{recursive:true});
}}
