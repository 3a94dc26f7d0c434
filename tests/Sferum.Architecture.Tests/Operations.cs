using System.Reflection;
using Sferum.Chats;
using Sferum.Policy;

namespace Sferum.Architecture;

/// <summary>Nothing can be asked of the system that does not name its operation.</summary>
public sealed class Operations
{
    public static TheoryData<string> GrainMethods => [.. Methods().Select(m => $"{m.DeclaringType!.FullName}.{m.Name}")];

    [Theory]
    [MemberData(nameof(GrainMethods))]
    public void A_grain_method_names_its_operation(string method)
    {
        var found = Methods().Single(m => $"{m.DeclaringType!.FullName}.{m.Name}" == method);
        Assert.True(found.IsDefined(typeof(OperationAttribute)) || found.DeclaringType!.IsDefined(typeof(OperationAttribute)), $"{method} has no [Operation]");
    }

    private static IEnumerable<MethodInfo> Methods() =>
        typeof(IChatGrain).Assembly.GetTypes().Where(t => t.IsInterface && typeof(IAddressable).IsAssignableFrom(t)).SelectMany(t => t.GetMethods());
}
