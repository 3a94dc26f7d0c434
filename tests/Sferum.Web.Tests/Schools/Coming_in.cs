using Microsoft.Playwright;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Schools;

/// <summary>From a link to the first message: two people, each on a device of their own.</summary>
public sealed class Coming_in(District district)
{
    [Theory]
    [InlineData(1280, "+79000000181")]
    [InlineData(390, "+79000000182")]
    public async Task By_a_link_takes_a_phone_a_code_a_name_and_a_yes_of_the_school(int width, string phone)
    {
        await using var admin = await district.DeviceOf(district.Admin, "/school/invitations");
        await admin.ByName(AriaRole.Button, "Новая ссылка").ClickAsync();
        await admin.ByName(AriaRole.Combobox, "Класс").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await admin.ByName(AriaRole.Button, "Создать ссылку").ClickAsync();
        var link = await admin.ByName(AriaRole.Textbox, "Ссылка").InputValueAsync();
        await admin.IsClean("open link");

        await using var newcomer = await district.Stranger(new Uri(link).PathAndQuery + new Uri(link).Fragment, new Look(width, 844));
        await Expect(newcomer.Page.GetByText("Ссылка для учеников этого класса", new() { Exact = false })).ToBeVisibleAsync();
        await newcomer.IsClean("link");
        await newcomer.ByName(AriaRole.Textbox, "Телефон").FillAsync(phone);
        await newcomer.ByName(AriaRole.Button, "Получить код").ClickAsync();
        await newcomer.ByName(AriaRole.Textbox, "Код из шести цифр").FillAsync(await district.Code(phone));
        var family = $"Новикова-{(width == 390 ? "Малая" : "Большая")}";
        await newcomer.ByName(AriaRole.Textbox, "Фамилия").FillAsync(family);
        await newcomer.ByName(AriaRole.Textbox, "Имя").FillAsync("Злата");
        await newcomer.IsClean("name");
        await newcomer.ByName(AriaRole.Button, "Попроситься в школу").ClickAsync();
        await Expect(newcomer.Page.GetByText("Решает администратор школы", new() { Exact = false })).ToBeVisibleAsync();
        await newcomer.IsClean("waiting");
        await newcomer.IsNarrowEnough();

        await admin.GoTo("/school/requests");
        await admin.ByName(AriaRole.Checkbox, $"Выбрать: {family} Злата").CheckAsync();
        await admin.ByName(AriaRole.Button, "Принять 1").ClickAsync();
        await Expect(admin.ByText("Принята 1 заявка")).ToBeVisibleAsync();

        // The page that waits goes in by itself.
        await Expect(newcomer.Page.GetByRole(AriaRole.Region, new() { Name = "Список чатов" }).GetByRole(AriaRole.Link).First).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task Two_people_of_one_device_change_places_without_a_code()
    {
        await using var device = await district.DeviceOf(district.Teacher, "/profile");
        await device.ByName(AriaRole.Button, "Добавить профиль").ClickAsync();
        await device.Page.GetByRole(AriaRole.Searchbox).FillAsync(district.Student.Name);
        await device.ByName(AriaRole.Button, district.Student.Name, exact: false).First.ClickAsync();
        await Expect(device.ByName(AriaRole.Heading, district.Student.Name)).ToBeVisibleAsync();
        await device.IsClean("two profiles");
        await device.ByName(AriaRole.Button, $"Войти как {district.Teacher.Name}").ClickAsync();
        await Expect(device.ByName(AriaRole.Heading, district.Teacher.Name)).ToBeVisibleAsync();
    }
}
