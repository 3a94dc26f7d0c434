using System.Collections;
using System.Security.Claims;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Sferum.Edge;

/// <content>What SignalR asks a connection for. The connection is its own collection of features: nothing is kept for one that is idle.</content>
internal sealed partial class HubSocket : IFeatureCollection, ITransferFormatFeature, IConnectionUserFeature, IHttpContextFeature, IConnectionIdFeature,
    IConnectionItemsFeature, IConnectionInherentKeepAliveFeature, IConnectionHeartbeatFeature, IConnectionLifetimeFeature,
    IConnectionLifetimeNotificationFeature, IConnectionTransportFeature
{
    private FeatureCollection? _others;
    private CancellationTokenSource? _closeAsked;
    private Action<object>? _heartbeat;
    private object? _heartbeatState;
    private bool _handshaken;

    public HttpContext? HttpContext { get; set; }

    public ClaimsPrincipal? User { get; set; }

    public TransferFormat SupportedFormats => TransferFormat.Text | TransferFormat.Binary;

    /// <summary>Set when the client has chosen its protocol.</summary>
    public TransferFormat ActiveFormat
    {
        get;
        set
        {
            field = value;
            _handshaken = true;
        }
    }

    = TransferFormat.Text;

    public bool IsBinary => ActiveFormat == TransferFormat.Binary;

    /// <summary>The pings are ours: SignalR does not know what is written past it.</summary>
    public bool HasInherentKeepAlive => true;

    public override IFeatureCollection Features => this;

    public CancellationToken ConnectionClosedRequested
    {
        get => (_closeAsked ??= new CancellationTokenSource()).Token;
        set => throw new NotSupportedException();
    }

    bool IFeatureCollection.IsReadOnly => false;

    int IFeatureCollection.Revision => _others?.Revision ?? 0;

    object? IFeatureCollection.this[Type key]
    {
        get => _others?[key] ?? (key.IsInstanceOfType(this) ? this : null);
        set => (_others ??= [])[key] = value;
    }

    /// <summary>Asks the hub to end the connection so that the client comes back.</summary>
    public void RequestClose() => ThreadPool.UnsafeQueueUserWorkItem(static asked => asked?.Cancel(), _closeAsked, preferLocal: false);

    /// <summary>SignalR looks after its client's silence here.</summary>
    public void OnHeartbeat(Action<object> action, object state) => (_heartbeatState, _heartbeat) = (state, action);

    TFeature? IFeatureCollection.Get<TFeature>()
        where TFeature : default =>
        _others is not null && _others.Get<TFeature>() is { } other ? other : this is TFeature own ? own : default;

    void IFeatureCollection.Set<TFeature>(TFeature? instance)
        where TFeature : default => (_others ??= []).Set(instance);

    IEnumerator<KeyValuePair<Type, object>> IEnumerable<KeyValuePair<Type, object>>.GetEnumerator() => (_others ?? []).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (_others ?? []).GetEnumerator();
}
