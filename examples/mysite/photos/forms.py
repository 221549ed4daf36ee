from django import forms
from django.core.validators import FileExtensionValidator

from .models import Photo

# What every browser shows. Pillow alone would accept PostScript and other formats that none does.
EXTENSIONS = {"gif": "GIF", "jpeg": "JPEG", "jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
MAX_BYTES = 15 * 1024 * 1024


class PhotoForm(forms.ModelForm):
    image = forms.ImageField(
        validators=[FileExtensionValidator(EXTENSIONS)],
        widget=forms.FileInput(attrs={"accept": "image/gif,image/jpeg,image/png,image/webp"}),
    )

    class Meta:
        model = Photo
        fields = ["image", "caption"]
        widgets = {"caption": forms.TextInput(attrs={"placeholder": "What does it show?", "autocomplete": "off"})}

    def clean_image(self):
        file = self.cleaned_data["image"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError("The picture is larger than 15 MB.")
        if file.image.format not in EXTENSIONS.values():
            raise forms.ValidationError("The picture must be a GIF, JPEG, PNG or WebP.")
        return file
