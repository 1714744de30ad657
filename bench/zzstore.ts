import { mkdtempSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { openSqliteStore } from '../connector/store/sqlite/open-sqlite-store.ts';
const dir=mkdtempSync('/tmp/q/');const store=await openSqliteStore({file:dir+'/a.db',now:Date.now});
const body=Buffer.from(JSON.stringify({a:'x'.repeat(2000)}));const headers={'content-type':'application/json',host:'127.0.0.1:3000','content-length':'2048'};
const N=60000,G=45;const evs=[];for(let i=0;i<N;i++)evs.push({id:'evt_aaaaaaaaaaaaaaaa'+String(i).padStart(16,'0'),connectionId:'con_bench',connection:'bench',kind:'system_webhook' as const,eventName:'emailClick',workflowId:null,receivedAt:new Date().toISOString(),deliveryKey:createHash('sha256').update(String(i)).digest('hex'),dedupWindowMs:6e8,method:'POST',contentType:'application/json',headers,query:'',body,jobs:[]});
const t=performance.now(),u=process.cpuUsage();
for(let i=0;i<N;i+=G){await Promise.all(evs.slice(i,i+G).map(e=>store.appendEvent(e)))}
const c=process.cpuUsage(u);console.log('wall',((performance.now()-t)*1000/N).toFixed(1),'user',(c.user/N).toFixed(1),'sys',(c.system/N).toFixed(1));
await store.close();rmSync(dir,{recursive:true});
