/* What the programs are told. Of nginx's, docs/server.md shows the part about tokens. */

interface NginxSettings {
  readonly port: number;
  readonly folder: string;
  readonly instances: readonly number[];
  /** More locations. */
  readonly locations: string;
}

/** Programs that root starts would change to another user, who may not read the folder. */
const asRoot = process.getuid?.() === 0;

/** Both servers take turns, so that a count of one alone would show. */
export function nginxSettings({port, folder, instances, locations}: NginxSettings): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
${asRoot ? 'user root;' : ''}
daemon off;
pid ${folder}/nginx.pid;
worker_processes 1;
events { worker_connections 64; }
http {
  access_log off;
  ${temporary.map(name => `${name}_temp_path ${folder}/${name};`).join('\n  ')}
  client_max_body_size 64k;
  limit_req_zone $binary_remote_addr zone=token:1m rate=10r/m;
  upstream servers {
    ${instances.map(instance => `server 127.0.0.1:${instance} max_fails=0;`).join('\n    ')}
  }
  server {
    listen 127.0.0.1:${port};
    location = /token {
      proxy_pass http://servers;
      ${proxied}
    }
    location = /limited {
      limit_req zone=token burst=2 nodelay;
      limit_req_status 429;
      proxy_pass http://servers/token;
      ${proxied}
    }
    location = /without-host {
      proxy_pass http://servers/token;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    }
    ${locations}
  }
}
`;
}

const proxied = `proxy_set_header Host $host:$server_port;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;`;

/** PHP with the port in HTTP_HOST, and without it, as Debian's fastcgi_params have it. */
export function fastCgi(port: number, script: string): string {
  const location = (path: string, host: string) => `
    location = ${path} {
      fastcgi_pass 127.0.0.1:${port};
      fastcgi_param SCRIPT_FILENAME ${script};
      fastcgi_param REQUEST_METHOD $request_method;
      fastcgi_param CONTENT_LENGTH $content_length;
      fastcgi_param REMOTE_ADDR $remote_addr;
      fastcgi_param HTTP_HOST ${host};
    }`;
  return location('/token.php', '$host:$server_port') + location('/token-without-port.php', '$host');
}

/** @param environment of the script; php-fpm passes none of its own on */
export function phpSettings(port: number, folder: string, environment: Record<string, string>): string {
  const variables = {...environment, OPENAI_API_KEY: 'sk-proj-first-of-the-test'};
  return `[global]
error_log = ${folder}/php-fpm.log
[www]
${asRoot ? 'user = root' : ''}
listen = 127.0.0.1:${port}
pm = static
pm.max_children = 2
${Object.entries(variables)
  .map(([name, value]) => `env[${name}] = "${value}"`)
  .join('\n')}
`;
}
