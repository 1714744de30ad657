import { fork } from 'node:child_process';
import { once } from 'node:events';
const secs=Number(process.argv[2]??5), kinds=process.argv.slice(3);
const url=(f:string)=>new URL(f,import.meta.url).pathname;
for(const kind of kinds){
const prof=process.env.PROF;
const s=fork(url('./intake-server.ts'),[kind],{execArgv:['--import','tsx',...(prof?['--cpu-prof','--cpu-prof-dir=/tmp/prof']:[])]});
const [{port}]=await once(s,'message') as any;
const cpu=async()=>{s.send('rss');const [m]=await once(s,'message') as any;return m.cpu};
for(const d of [2,secs]){const c0=await cpu();const l=fork(url('./intake-load.ts'),[String(port),String(d)],{execArgv:['--import','tsx']});const [r]=await once(l,'message') as any;await once(l,'exit');const c1=await cpu();if(d===secs){const n=r.perSecond*d;console.log(kind,JSON.stringify(r),'user',((c1.user-c0.user)/n).toFixed(1),'sys',((c1.system-c0.system)/n).toFixed(1));}}
s.disconnect();await once(s,'exit');}
