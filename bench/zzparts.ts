import { measureJson } from '../connector/intake/measure-json.ts';
import { redactHeaders } from '../connector/security/redact-headers.ts';
import { matchesDigest } from '../connector/security/hash-secret.ts';
import { newObject } from '../triggers/new-object.ts';
import { samplePayload } from '../schemas/iterable/sample-payloads.ts';
import { hash } from 'node:crypto'; import { isAscii } from 'node:buffer';
const sample=samplePayload('emailClick') as any; const p={...sample,dataFields:{...sample.dataFields,messageId:'abc',pad:'x'.repeat(1000)}};
const body=Buffer.from(JSON.stringify(p)); console.log(body.length);
const ev:any={kind:'system_webhook',eventName:'emailClick',workflowId:null,payload:p};
const headers={'content-type':'application/json',host:'127.0.0.1:3000','x-itc-secret':'whs_bench','content-length':'2048',connection:'keep-alive'};
const dig=[Buffer.from(hash('sha256','whs_bench','hex'),'hex')];
const fns:Record<string,()=>unknown>={
 measure:()=>measureJson(body.toString('latin1'),64,10000), ascii:()=>isAscii(body)&&body.toString('latin1'), parse:()=>JSON.parse(body.toString('latin1')), key:()=>newObject.deliveryKey(ev), keyJson:()=>JSON.stringify(['system_webhook',newObject.deliveryKey(ev)]), hash:()=>hash('sha256',JSON.stringify(['system_webhook',newObject.deliveryKey(ev)]),'hex'), redact:()=>JSON.stringify(redactHeaders(headers,'x-itc-secret')), secret:()=>matchesDigest('whs_bench',dig), iso:()=>new Date(Date.now()).toISOString(), dateparse:()=>Date.parse('2026-11-21T16:00:00.000Z')};
for(const [n,f] of Object.entries(fns)){for(let i=0;i<2e4;i++)f();const u=process.cpuUsage();for(let i=0;i<1e5;i++)f();const c=process.cpuUsage(u);console.log(n.padEnd(10),((c.user+c.system)/1e5).toFixed(2),'us');}
