import { apiAccessOf } from '../../conditions/api-access.js';
import { defineNeed, met, missing } from '../need.js';

export const serviceAccount = defineNeed({
  id: 'service-account',
  title: 'A ServiceAccount that may ask the API server',
  why: 'The `default` ServiceAccount of a namespace may read nothing. What asks the API server needs an account of its own with a Role.',
  messages: {
    named: 'runs under the ServiceAccount {account}',
    unnamed: 'a ServiceAccount of its own: {account} may ask the API server for nothing',
    tokenless: 'the token of its ServiceAccount, which is not mounted',
  },
  assess(pod, container) {
    const access = apiAccessOf(pod, container);
    // A static Pod cannot have one: that it asks at all is what is wrong.
    if (!access || pod.staticPod) return [];
    const { account, lacks, withheld } = access;
    if (lacks === 'token') return [missing('tokenless', {}, withheld?.span ?? container.anchor)];
    if (lacks === 'account') return [missing('unnamed', { account: 'default' }, account?.span ?? container.anchor)];
    return account ? [met('named', { account: account.value }, account.span)] : [];
  },
});
