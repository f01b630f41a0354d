/** Products that serve files, by repository, with the folder that their images serve by default. */
export const WEB_SERVERS: ReadonlyMap<string, string> = new Map([
  ['nginx', '/usr/share/nginx/html'],
  ['nginx-unprivileged', '/usr/share/nginx/html'],
  ['openresty', '/usr/local/openresty/nginx/html'],
  ['httpd', '/usr/local/apache2/htdocs'],
  ['apache', '/app'],
  ['caddy', '/usr/share/caddy'],
]);
