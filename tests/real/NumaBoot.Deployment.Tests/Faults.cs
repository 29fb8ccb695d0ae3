using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace NumaBoot.Deployment.Tests;

/// <summary>For every rule a fault that breaks it: the rule, a text of the rendered production overlay, and what it is turned into.</summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is a list of faults.")]
[SuppressMessage("Performance", "CA1812:Avoid uninstantiated internal classes", Justification = "Made by xunit.")]
internal sealed class Faults : TheoryData<string, string, string>
{
    private const string ServiceSelector = "  selector:\n    app.kubernetes.io/component: member\n";
    private const string SetSelector = "    matchLabels:\n      app.kubernetes.io/component: member\n      app.kubernetes.io/name: numaboot\n  serviceName";
    private const string BudgetSelector = "  maxUnavailable: 1\n  selector:\n    matchLabels:\n      app.kubernetes.io/component: member";
    private const string PolicySelector = "  podSelector:\n    matchLabels:\n      app.kubernetes.io/component: member\n      app.kubernetes.io/name: numaboot\n  policyTypes";
    private const string From = "  - from:\n    - podSelector:\n        matchLabels:\n          app.kubernetes.io/component: member";
    private const string To = "    to:\n    - podSelector:\n        matchLabels:\n          app.kubernetes.io/component: member";
    private const string ClientIn = "          app.kubernetes.io/component: client\n          app.kubernetes.io/name: numaboot\n    ports:\n    - port: cluster";
    private const string ClientOut = "    to:\n    - podSelector:\n        matchLabels:\n          app.kubernetes.io/component: client";
    private const string Term = "          - podAffinityTerm:\n              labelSelector:\n                matchLabels:\n                  app.kubernetes.io/component: member";
    private const string Spread = "      topologySpreadConstraints:\n      - labelSelector:\n          matchLabels:\n            app.kubernetes.io/component: member";

    public Faults()
    {
        AddNetwork();
        AddArguments();
        AddPods();
        AddSecurity();
    }

    private static string Other(string text) => text.Replace("component: member", "component: other", StringComparison.Ordinal);

    private void AddNetwork()
    {
        Add("the service selects the pods", ServiceSelector, Other(ServiceSelector));
        Add("the service is headless", "  clusterIP: None\n", "");
        Add("the service gives names before pods are ready", "publishNotReadyAddresses: true", "publishNotReadyAddresses: false");
        Add("the service's ports are ports of the pods", "targetPort: cluster", "targetPort: remoting");
        Add("the set takes its names from the service", "serviceName: numaboot", "serviceName: members");
        Add("the policy selects the pods", PolicySelector, Other(PolicySelector));
        Add("the policy is for both directions", "  - Ingress\n", "");
        Add("the policy lets members in", From, Other(From));
        Add("the policy lets members in", "component: client\n          app.kubernetes.io/name: numaboot\n    ports:\n    - port: cluster", "component: client\n          app.kubernetes.io/name: numaboot\n    ports:\n    - port: 4054");
        Add("the policy lets members out to members", To, Other(To));
        Add("the policy lets clients in", ClientIn, ClientIn.Replace("client", "customer", StringComparison.Ordinal));
        Add("the policy lets members answer clients", ClientOut, ClientOut.Replace("client", "customer", StringComparison.Ordinal));
        Add("the policy lets nobody else in", ClientIn, ClientIn.Replace("          app.kubernetes.io/component: client\n", "", StringComparison.Ordinal));
        Add("the policy lets nobody else in", "  - from:\n", "  - from:\n    - namespaceSelector: {}\n");
        Add("the policy lets names be asked for", "    - port: 53\n      protocol: UDP\n", "");
    }

    private void AddArguments()
    {
        Add("it is a member", "- member\n        - --address", "- run\n        - --address");
        Add("every variable in the arguments is set", "- name: POD_NAMESPACE", "- name: NAMESPACE");
        Add("the member's port is the pod's", "--port=4053", "--port=4054");
        Add("the health port is the pod's", "--health-port=8080", "--health-port=8081");
        Add("the public address is the pod's own name", "--public-address=$(POD_NAME).numaboot", "--public-address=$(POD_NAME).members");
        Add("members to join are pods of the set", "--join=numaboot-2", "--join=numaboot-3");
        Add("members to join are pods of the set", "replicas: 3", "replicas: 5");
        Add("TLS is on", "- --authority=/certificates/ca.crt", "- --insecure");
        Add("certificates lie where the secret is mounted", "mountPath: /certificates", "mountPath: /secrets");
        Add("certificates lie where the secret is mounted", "secretName: numaboot-certificates", "secretName: numaboot-client");
    }

    private void AddPods()
    {
        Add("everything is in one namespace", "  name: numaboot\n  namespace: numaboot\nspec:\n  minReadySeconds", "  name: numaboot\nspec:\n  minReadySeconds");
        Add("the set selects its pods", SetSelector, Other(SetSelector));
        Add("pods start together", "podManagementPolicy: Parallel", "podManagementPolicy: OrderedReady");
        Add("a majority outlives one member", "replicas: 3", "replicas: 2");
        Add("the image is one version", "image: numaboot:0.1.0", "image: numaboot:latest");
        Add("the image is one version", "image: numaboot:0.1.0", "image: numaboot");
        Add("the startup probe is right", "path: /health/startup\n            port: health", "path: /health/startup\n            port: metrics");
        Add("the startup probe waits for joining", "failureThreshold: 90", "failureThreshold: 9");
        Add("the liveness probe is right", "path: /health/live", "path: /health/ready");
        Add("the liveness probe waits for the answer", "timeoutSeconds: 6", "timeoutSeconds: 1");
        Add("the readiness probe is right", "path: /health/ready", "path: /ready");
        Add("a member has time to leave", "terminationGracePeriodSeconds: 60", "terminationGracePeriodSeconds: 10");
        Add("a new member has time before the next goes", "  minReadySeconds: 10\n", "");
        Add("the budget selects the pods", BudgetSelector, Other(BudgetSelector));
        Add("the budget lets one go at a time", "maxUnavailable: 1", "maxUnavailable: 2");
        Add("pods keep apart", Term, Other(Term));
        Add("pods spread as their own kind", Spread, Other(Spread));
        Add("memory and CPU are asked for", "            cpu: \"2\"\n", "");
        Add("memory has a limit and CPU has none", "limits:\n            memory", "limits:\n            cpu: \"2\"\n            memory");
        Add("memory has a limit and CPU has none", "limits:\n            memory: 8Gi", "limits: {}");
        Add("every mount has its volume", "      - name: certificates\n        secret", "      - name: secrets\n        secret");
    }

    private void AddSecurity()
    {
        Add("nobody is root", "runAsUser: 1654", "runAsUser: 0");
        Add("nobody is root", "runAsNonRoot: true", "runAsNonRoot: false");
        Add("system calls are filtered", "type: RuntimeDefault", "type: Unconfined");
        Add("the root file system is read-only", "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false");
        Add("privileges do not grow", "allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true");
        Add("no capability is left", "            - ALL", "            - NET_RAW");
        Add("the member carries no token", "      automountServiceAccountToken: false\n", "");
        Add("the account exists", "serviceAccountName: numaboot", "serviceAccountName: members");
        Add("the member may read its key", "        fsGroup: 1654\n", "");
        Add("the member may read its key", "defaultMode: 288", "defaultMode: 420");
        Add("the namespace demands it too", "enforce: restricted", "enforce: privileged");
    }
}
